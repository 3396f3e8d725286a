<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>_CandidateModel</name>
        <message>
            <source>Likely</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Without a partner</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In a pair already (the chosen one is taken out of it)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shape</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Paired with</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>other dims than the file that needs a partner</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>_Notice</name>
        <message>
            <source>Dismiss</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>actions</name>
        <message>
            <source>&amp;File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open &amp;Left Folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open &amp;Right Folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Re&amp;cent Comparisons</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open the &amp;Sample</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Load C&amp;hosen Partners…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save Chosen &amp;Partners…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save R&amp;eport…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Convert He&amp;x Files to Float…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Compare</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>C&amp;ancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show &amp;Result</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Next Red Layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Previous Red Layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Clear &amp;Kept Results</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;View</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Sources</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Topology</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>T&amp;rend</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Arrange Views as at First</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colours as the S&amp;ystem Has Them</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Light Colours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Dark Colours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Lan&amp;guage of the System</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Help</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;Handbook</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>&amp;About Cosight</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>AlgorithmSetting</name>
        <message>
            <source>Algorithm Setting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CosineSimilarity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CosineSimilarity cells below this are red (0 … 1, usually 0.99)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>MaxAbsoluteError</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This many of the largest MaxAbsoluteErrors are shown red</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>RelativeEuclideanDistance</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>RelativeEuclideanDistance cells above this are red (0 … 1, usually 0.10)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>StandardDeviation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the column with mean and standard deviation of both sides</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Defaults</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Set everything here back to RuyiStudio's defaults</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source> largest</source>
            <comment>after a number: 5 largest</comment>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ChannelBars</name>
        <message>
            <source>Mean error by channel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>worst: channel {channel}, {error}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ChannelGrid</name>
        <message>
            <source>Left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Left − right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colours of left and right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colours of left − right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mean |left − right| by channel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Channel to look at alone; the wheel zooms, a drag moves, Fit shows all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the whole picture (double-click, 0)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cut tails</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Spread the colours over all but the outermost 0.1 % of the numbers;
what lies beyond takes the end's colour.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Channel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>NaN or Inf</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Page (of {pages})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The channels cannot be drawn: {error}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing on this page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No difference: the two sides differ in length</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No channels to tell apart</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>channel {channel}: mean error {mean}, largest {largest}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Colouring</name>
        <message>
            <source>Severity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cosine similarity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Max absolute error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Relative distance</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mean absolute error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>RMS error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>SQNR (dB)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Centred cosine</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ColouringBar</name>
        <message>
            <source>Colour:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colour by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What the colours of the network, the table and the trend stand for</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ColumnChoice</name>
        <message>
            <source>Reset Columns</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>CommandBar</name>
        <message>
            <source>Sources</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show or hide the folders and the settings (F2)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Algorithm Setting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the Algorithm Setting in the place of the folders</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show Result</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the network coloured by severity, at the layer to look at first (F6)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save Report</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save the table as CSV or JSON (Ctrl+S)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pair the layers of both folders and measure them (F5)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ComparedKinds</name>
        <message>
            <source>Which kinds of dumps to compare; each meets only its own kind</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Outputs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Inputs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Weights and biases</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Include: {kinds}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>conversion</name>
        <message>
            <source>{folder} cannot be read: {reason}; check the path and your rights</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{folder} holds no .hex file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is too large for the memory that is left; close other programs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} cannot be converted: {reason}; check the path and your rights</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the folder {folder} cannot be made ({reason}); choose another</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is no hex dump: expected a name that ends in .hex</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} is a link that leads nowhere: give the file itself</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} would be written over {destination}, which came from another file of the same name: convert the two into different folders</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{destination} exists already and is left alone: allow replacing it (--force), or choose another folder (--out)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path} holds logarithmic codes of no input: only those of inputs have their data_delta in cnn_net_tree.dot; look for a decimal file of the same layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{path}: {dot} gives no data_delta for input {index} of layer {layer}; choose the cnn_net_tree.dot of this run</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ConvertDialog</name>
        <message>
            <source>Convert Hex Files to Float</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Result</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add Files…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add Folder…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Decimal text, one number a line (.float)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>NumPy array (.npy)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Beside each file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Needed for .nonlinear.hex only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Replace files that exist already</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Convert</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write as</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Into folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Hex format</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dot file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Browse…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a Folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a Dot File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dot files (*.dot)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add Files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Hex dumps (*.hex *.HEX)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add Folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{converted} converted, {failed} not</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{converted} converted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>core</name>
        <message>
            <source>Left and right are the same folder, {folder}: every file meets itself; choose another run on one side.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The left run looks quantised and the right one like the float run: relative numbers divide by the left side, so the float run is better on the left.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{folder} holds {n} dumps, but none of the kinds that are compared ({kinds}): include more kinds.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{folder} holds no dumps (.float or .hex files): choose another folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{folder} holds no dumps (.float or .hex files), but {better} does.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{left} and {right} hold blobs of the same sizes under other names: give the prototxt, which knows in-place layers and which layer writes which blob.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The prototxt knows few of the names in {left}: is it the one these runs were made with?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The prototxt knows few of the names in {right}: is it the one these runs were made with?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{left} and {right} have hardly a name in common: are they runs of the same net?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Files such as {file} in {folder} carry a layer's id, not its name: give the cnn_net_tree.dot that the mapper wrote.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{dot} knows {known} of the {n} layer ids in {folder}: is it the cnn_net_tree.dot of this run?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{dot} knows {known} of the {n} layer ids in {folder}, but the other run has hardly any file of those layers: is it of the same net?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The dot</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no right folder to compare {left} with; give one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The manual pair {left} with {right} is left out: {file} is not in its folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The manual pair {left} with {right} is left out: another manual pair has one of the two files already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} in {folder} is a folder, expected a dump: if the dump lies in it, move it out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} entries of {folder} are folders, expected dumps, for example {name}: if the dumps lie in them, move them out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{unused} holds the same blob as {used} in {folder}; only the latter was used.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} files in {folder} hold the same blob as another one there and were not used, for example {unused}: {used} was.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing was paired, because the names are ambiguous: {cause}; pick pairs by hand.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A blob is ambiguous and was not paired: {cause}; pick a pair by hand.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} blobs are ambiguous and were not paired, for example: {cause}; pick pairs by hand.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Id {id} of segment {segment} stands twice or more in {dot} ({layers}), so it cannot be told which layer {file} holds.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} ids stand twice or more in {dot}, for example id {id} of segment {segment} ({layers}): it cannot be told which layer {file} holds.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the dot</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} knows {known} of the {n} dumps compared: it looks like another net's; choose the one these runs were made with.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{right} has no partner for {names}, which met one in another right run.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{right} has no partner for {n} left files that met one in another right run: {names}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{right} has no partner for {n} left files that met one in another right run, for example {names}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One run seems to be named by layers, the other by blobs, and in this net some names are a layer's and also the blob's of another one: the pairs made by such a name may not be of the same blob ({names}).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It reports the same blob as {file}, which was used instead.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It belongs to {node}, whose value {file} holds and which is paired already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The other run has files of {layer}, but none for this {kind} {index} that is still free.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The other run's names carry layers' ids: give the mapper's cnn_net_tree.dot.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The other run has no file of {layer}; if its blob bears another name, the prototxt tells.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The other run has no file of {layer}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Its name carries a layer's id, not its name: give the mapper's cnn_net_tree.dot.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ambiguous: id {id} of segment {segment} stands {n} times in the dot ({layers}); pick a pair by hand.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Id {id} of segment {segment} is not in the dot.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>By the dot it holds {layer}, of which the other run has no free file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ambiguous: {cause}; pick a pair by hand.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the network has {n} layers that write {blob} ({layers}), so {left} and {right} need not be of the same one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{files} of the same run all fit {partner}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} could meet any of {files}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} and {partner} fit, but other files fit one of them as well or better</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The left file holds {left} numbers, the right {right}: nothing was compared.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The larger one has one row or column more: Caffe pools with ceil, others with floor.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The left one is {n} times as long: it may hold a batch of {n}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The right one is {n} times as long: it may hold a batch of {n}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No element is finite on both sides: {left} on the left, {right} on the right.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>NaN or Inf does not stand in the same places on both sides: {left} on the left, {right} on the right.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Both sides hold NaN or Inf in the same places: {left} on the left, {right} on the right; the other elements were judged.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>none</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{nan} NaN and {inf} Inf, first at index {index}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} holds {elements} numbers, its name says {stated}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} holds {elements} numbers, {n} times the {stated} of its name: it may be a batch of {n}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} is too large for the memory that is left; close other programs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} cannot be read: {reason}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} of the {total} pairs made through {dot} differ in length: its ids seem to be of another numbering (cnn_net_tree_org.dot and _gv.dot count differently than cnn_net_tree.dot).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} is no dump: expected a name that ends in .hex or .float; choose another</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} cannot be written: expected a name that ends in .float or .npy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} would overwrite itself; choose another name or folder to convert to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} cannot be written ({reason}); check the folder, the disk and your rights</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{folder}: there is no such folder; choose one that holds dumps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{folder} is a file, expected a folder of dumps; choose the folder it lies in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{folder} may not be listed: permission denied; ask for the right to read it or copy it elsewhere</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{folder} cannot be listed ({reason}); check the path and the drive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>hex format {text!r} is too wide: files hold at most 8 hex digits, which are 32 bits, not {bits}; give one such as 20.12</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>hex format {text!r} is not I.F: expected integer bits (with the sign) and fraction bits such as 20.12, at least one integer bit and at most 32 together</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} holds no numbers: expected one number a line; dump it again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} holds logarithmic codes, which need the data_delta of its layer; choose the cnn_net_tree.dot of this run that has data_delta in it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} seems cut off at line {line}: expected a whole number, found {found!r} at the end; check for a full disk and dump it again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file}, line {line}: expected a number of the hex format {format}, found {found!r}, which does not fit {format}; set the hex format the run was made with</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file}, line {line}: expected a logarithmic code of 2 or 4 hex digits, found {found!r}; name the file .linear.hex if it holds fixed point, else dump it again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file}, line {line}: expected 1 to 8 hex digits, found {found!r}; name the file .float if it holds decimal text, else dump it again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file}, line {line}: expected a decimal number, found {found!r}, which looks like hex; name the file .linear.hex if it holds fixed point</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file}, line {line}: expected a decimal number, found {found!r}; correct the line or dump the file again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is a device</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is a pipe that nobody writes into</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file}, line {line}: expected text, found NUL bytes, so the file is damaged; dump it again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>it is a device or a pipe</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} is empty: expected one number a line; dump it again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} is UTF-16 text: expected ASCII or UTF-8; save it again as UTF-8</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file}, line {line}: expected a number, found more than {count} characters without a space or line end; check that it is a dump</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} was written to while it was read; wait until it is written and compare again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} changed while it was read: expected {size} bytes, found {found}; wait until it is written and compare again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} is no longer there; scan the folder again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} is a folder, expected a dump file; choose a file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} may not be read: permission denied, or another program holds it; close that program or ask for the right to read it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} cannot be read ({reason}); check the path and the drive</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} holds logarithmic weights with an offset that is in no file but {anti}; put that file beside it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} holds {count} weights, but {anti} beside it holds {found}; dump both files again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file}: no offset makes its logarithmic weights agree with {anti}: expected {expected:.6g}, found {found:.6g} at number {number}; dump both files again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a dot file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a dot file that begins with digraph</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file}, line {line}: expected nodes in the digraph, found none; choose the cnn_net_tree.dot of the net</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>"}}" for the "{{" of line {line}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>at most {limit} edges</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a node, an edge or a closing brace</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a node id without quotes inside</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>at most {limit} subgraphs inside each other</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>an attribute or "]" for the "[" of line {line}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a value after "="</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a closing "&gt;"</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>an opening brace</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the end of this comment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a closing quote for this one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>… {count} layers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Graphviz gave an answer that does not fit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{nodes} nodes and {edges} edges are too many for Graphviz</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the edges reach too far for Graphviz</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Graphviz could not be started ({reason})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>drawing was cancelled</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Graphviz needed more than {seconds:g} s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Graphviz failed with exit status {status}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The network is shown as a list: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The network is arranged in a simpler way: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file}, layer {layer}: expected a whole number for {field}, found {found!r}; correct the file or choose another one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a field name or "{closer}"</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a field name such as layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>":" or "{{" after {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a value for {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>at most {limit} messages inside each other</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the name of an extension</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>"]" after the name of an extension</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a closing {quote} on the same line</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>"{closer}" for the "{opener}" of line {line}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a prototxt file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} is no prototxt network: expected layer {{ … }} blocks, found none; choose the prototxt that describes the layers of the net</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} is no network that can be run: expected layers for the TEST phase, found only such for TRAIN or for another level or stage; choose the deploy prototxt of the net</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>layer {layer} reads blob {blob}, which no layer writes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} cannot be read: {reason}; expected {expected}, check the path and its permissions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} is no network: expected {expected} of at most {limit} MiB, found a larger file; choose the text file that describes the net</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} is no network: expected {expected}, found binary data; choose the text file that describes the net</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file}, line {line}: expected {expected}, found {found}; correct the file or choose another one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the end of the file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{shown} of {pairs} pairs shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>… {count} more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no data</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>right {run}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Right {run}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Prototxt</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dot</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not known</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compared</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Linear hex</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>cosine below {cosine}, relative distance above {red}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Marked</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not one pair of dumps was found.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look at {layer} first: what feeds it is still fine.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look at {layer} first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Some pairs are bad or broken. Which to look at first is known once the network is: give its prototxt or dot.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Some pairs are bad or broken.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every pair is good or warn; the lowest cosine is {cosine}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 pair</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} pairs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{left} without a partner on the left, {right} on the right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Findings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Severity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>all runs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>nothing compared</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{worst}  (worst of {count})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The network, each box coloured by its worst pair</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>look here first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The network is not known: give its prototxt or dot to see it drawn.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Comparison of two runs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Theme</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>System</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Light</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colour by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Severities shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>layer, file, note …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cosine similarity along the network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pairs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Network order</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo sorting and filters</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Zoom in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Zoom out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drag to move · click, then wheel to zoom (or Ctrl + wheel)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No pair matches the filter.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Made by Cosight. This file is complete: it needs no network.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>State</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Place in the order of the network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Number of the right run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Elements</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shape</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rule</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What paired the two files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Left file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Right file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>manual</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>inplace</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>blob</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>dot</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Files without a partner ({count})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Side</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Why</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Perhaps meant</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cosine similarity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Max absolute error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Relative Euclidean distance</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>SQNR (dB)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Centred cosine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mean absolute error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Root mean square error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Left mean</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Left deviation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Right mean</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Right deviation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>L·R / (‖L‖ ‖R‖): 1 = same direction; blind to a scale factor</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>max |L − R|: the largest single difference</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>‖L − R‖ / ‖L‖: the error as a share of the left signal</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>10·log10(Σ L² / Σ (L − R)²): 40 dB = 1 % error, 20 dB = 10 %; ∞ = equal</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cosine of L − mean L and R − mean R: blind to a constant offset</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mean |L − R|: the usual size of a difference</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>√ mean (L − R)²</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mean of the left values</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Population standard deviation of the left values</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mean of the right values</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Population standard deviation of the right values</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>good</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>warn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>bad</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>broken</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>lengths differ</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>NaN or Inf</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>unreadable</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cosine similarity of every pair, in the order of the table</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} is no pairs file: it is larger than {limit} MiB; choose a pairs file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} cannot be read ({reason}); choose a pairs file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file}, line {line}: expected JSON with pairs, found {reason}; correct it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} is no JSON text; choose a pairs file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} has schema {schema}, this version reads {known}; use a newer Cosight</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} holds no pairs: expected {{"schema": 1, "pairs": [ … ]}}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file}: pair {number} is no {{"left": NAME, "right": NAME}}, found {found}; correct it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} cannot be written ({reason}); close it elsewhere, or choose another place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the picture of {width} × {height} pixels does not fit into memory: choose SVG instead</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} cannot be written ({reason}): choose another place</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DensityPlot</name>
        <message>
            <source>Left against right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dashed line: left = right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Elements</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} elements</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>left {left}, right {right}: {count} elements</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Desk</name>
        <message>
            <source>Network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Trend</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>DisplayBar</name>
        <message>
            <source>Convert To Float</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Largest error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go to the element with the largest absolute error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go to index or c,h,w</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Go to element</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>An index, or channel,row,column; Enter goes there (Ctrl+G)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show numbers instead of the file's own hex digits; again to go back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Both files hold decimal numbers</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>EarlyWarmUp</name>
        <message>
            <source>Making ready for this computer; only the very first time takes so long…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ready.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>element_goto</name>
        <message>
            <source>No element “{text}”: expected 0 … {last}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No element “{text}”: expected 0 … {last}, or c,h,w up to {corner}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>element_sentences</name>
        <message>
            <source>reading</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>reading, {percent} %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} of {whole} rows read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>then sorted by {title}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>then only the marked ones</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>then the jump</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ElementHeader</name>
        <message>
            <source>paired by {rule}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} elements</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{left} against {right} elements</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{error} at {place}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The files have changed since they were compared: compare the folders again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{side}: {counts}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{said}, the first at {place}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ElementModel</name>
        <message>
            <source>This number is still being read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{element}, marked</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Index</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>c,h,w</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Absolute
error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Relative
error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Place of the element in the file, from 0</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Channel, row and column of the element, from 0</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>|L − R|
Click to sort, largest first; a third click goes back.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>|L − R| / |L|
inf where only L is 0, – where both are.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ElementPages</name>
        <message>
            <source>Reading both files…</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ElementPictures</name>
        <message>
            <source>Channels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Histogram</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Left vs right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drawn once both files are read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drawing…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No element is finite on both sides</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One side has no elements</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This cannot be drawn: {error}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ElementTable</name>
        <message>
            <source>Elements of the pair</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy rows</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ElementWindow</name>
        <message>
            <source>Neither file holds a number.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sorting… {percent} %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The rows cannot be sorted: {error}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>errors</name>
        <message>
            <source>Cosight met a defect of its own ({error}); what was open is kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cosight met a defect of its own ({error}); what was open is kept, details are in {log}.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FileDialogs</name>
        <message>
            <source>Choose a Folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save Report</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Table (*.csv);;Report to look at (*.html *.htm);;All numbers (*.json)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save Chosen Partners</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Partners (*.json)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Load Chosen Partners</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FileJobs</name>
        <message>
            <source>There is nothing to save yet: press Compare first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare two folders first, then load the partners for them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No partner has been chosen by hand yet.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>HelpWindow</name>
        <message>
            <source>en.md</source>
            <comment>file of the handbook</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cosight Help</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Chapters</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>HexFormatEdit</name>
        <message>
            <source>Hex format</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Integer bits with the sign, a point, fraction bits: 20.12 is what the mapper, the simulators and the board write</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>KeptResults</name>
        <message>
            <source>{entry} ({megabytes} MB)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Kept results are cleared: the next comparison measures every pair.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The kept results could not be cleared: another program is using them; try again in a moment.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>About Cosight</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>See where two runs of a network part ways.

Compares the per-layer dumps of a float run and a quantised run.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The window compares two folders; for {count} use the command line.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Starting…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{layer} has no pair of dumps to open.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Left Folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Right Folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a {folder} first: the folder that holds one run's dumps.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancelled before the first pair was measured.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The network is not known: give a prototxt or a dot above and press Compare.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MarkBar</name>
        <message>
            <source>AbsoluteError ≥</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Absolute error to mark from</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rows whose |L − R| is this much or more, or is no number, are marked</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mark Color</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colour the rows that reach the absolute error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose the colour</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MarkedBar</name>
        <message>
            <source>Only marked</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Previous marked (Shift+F3)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Next marked (F3)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} of {whole} elements marked ({percent} %)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} of {whole} elements reach the threshold ({percent} %)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>metric_text</name>
        <message>
            <source>Severity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Index</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CompareFile1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CompareFile2</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CosineSimilarity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>MaxAbsoluteError</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>RelativeEuclideanDistance</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>StandardDeviation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>MeanAbsoluteError</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>RootMeanSquareError</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>SQNR (dB)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CentredCosine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Elements</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Shape</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rule</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Note</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How far the pair is apart, from its cosine similarity:
✓ good ≥ 0.99 · ▲ warn between · ● bad ≤ 0.95
✕ broken: the pair could not be judged (the Note says why)
○ unmatched: the file has no partner
Single red numbers are another thing: they lie beyond the Algorithm Setting.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Place in network order; in file order without a network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The network's name of the layer, else the files' own</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File of the left folder (L)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File of the right folder (R)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>L·R / (‖L‖ ‖R‖)
1 = same direction, 0 = nothing in common, −1 = opposite.
≥ 0.99 is good, ≤ 0.95 is bad. Blind to a scale factor: look at
RelativeEuclideanDistance too. Red below the Algorithm Setting.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>max |L − R|
The largest single difference, in the values' own unit; 0 = equal.
Compare it with the layer's range. The largest few are red.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>‖L − R‖ / ‖L‖
Length of the error as a share of the left signal; 0 = equal,
0.10 = a tenth of it is error. Red above the Algorithm Setting.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>(mean, std) of L, then (mean, std) of R; population standard deviation.
Different means hint at an offset, different deviations at a scale.
Sorts by how far the two deviations are apart.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mean |L − R|
The usual size of a difference; far below the maximum = few outliers.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>√ mean (L − R)²
Like the mean error, but large differences weigh more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>10·log10(Σ L² / Σ (L − R)²), in dB
Signal over quantisation noise: 40 dB = 1 % error, 20 dB = 10 %; ∞ = equal.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cosine of L − mean L and R − mean R
Far above CosineSimilarity = the two differ by a constant offset;
far below = a large mean hides the difference.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How many elements were compared</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Channels × height × width</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What paired the two files:
manual = picked by hand · name = same layer name
inplace = same in-place group · blob = layer name against its blob's
dot = layer id through cnn_net_tree.dot</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Why a pair is broken or a file unmatched, and findings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>good</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>warn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>bad</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>broken</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>good: cosine similarity ≥ 0.99</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>warn: cosine similarity between 0.95 and 0.99</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>bad: cosine similarity ≤ 0.95</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>broken: the pair could not be judged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{side}: {nan} NaN, {inf} Inf, first at index {index}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The two files differ in length</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>NaN or Inf on one side only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A file cannot be read</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Minimap</name>
        <message>
            <source>The whole network: click or drag to go there (M hides it)</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>NetworkOffer</name>
        <message>
            <source>Found beside the folders:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Use {files}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PartnerDialog</name>
        <message>
            <source>Choose Partner</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Search files and layers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pair</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Which file of the right folder belongs to {file}?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Which file of the left folder belongs to {file}?</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PartsBar</name>
        <message>
            <source>The rows before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The rows after</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rows {first} to {last} of {whole}: a table shows no more at once</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PathEdit</name>
        <message>
            <source>There is no such folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is no such file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not a folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is a file: choose its folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not a file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is a folder: choose a file in it</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PathRow</name>
        <message>
            <source>Browse…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Found beside the folders</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recent</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PictureSaver</name>
        <message>
            <source>Save as SVG…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save as PDF…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save as PNG</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{scale} ×…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Another scale…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Scale (1 is the size on the screen: {width} × {height} pixels; at most {most} fits)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>SVG picture (*.svg)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PNG picture (*.png)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PDF document (*.pdf)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save the picture of the network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drawing the picture …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Picture copied</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Picture saved to {file}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source> · at {percent} % of the size asked for, or it would be too large; SVG and PDF have no limit</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ProgressStrip</name>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RecentComparisons</name>
        <message>
            <source>Recent</source>
            <comment>a button: comparisons of before</comment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recent comparisons</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>report</name>
        <message>
            <source>{file} is the network of this comparison: choose another name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{file} is a dump of this comparison: choose another name</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ResultModel</name>
        <message>
            <source>choose partner…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>choose…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{metric} is not defined here: look at the two files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{metric} {value} is below {limit} set in Algorithm Setting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{metric} {value} is above {limit} set in Algorithm Setting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{metric} {value} is the largest (Algorithm Setting)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{metric} {value} is one of the {limit} largest (Algorithm Setting)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Double-click to choose a partner by hand</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>paired by the rule {rule}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not measured yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>unmatched</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ResultPanel</name>
        <message>
            <source>Result table</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter layers and files (Ctrl+F)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter layers and files</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Only red</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show only the pairs that are bad or broken</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Columns</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose which columns are shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose two folders and press Compare</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{shown} of {total} shown</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ResultTable</name>
        <message>
            <source>Nothing fits the filter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Clear filter</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RowActions</name>
        <message>
            <source>Open Elements</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose Partner…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove Chosen Partner</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy File Path</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reveal Folder</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>RowCopier</name>
        <message>
            <source>These rows cannot be copied before they are read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copied {rows} rows</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copied the first {rows} of {whole} rows, the most at once</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SavingProgress</name>
        <message>
            <source>Writing {file}…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Saved {file}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancelled: {file} was not written.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ScaleBar</name>
        <message>
            <source>Range of the colours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>best {good}, worst {bad}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drag a handle to move that end; arrow keys move the worst, with Shift the best
Double-click or Home: the range that fits the values</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>session</name>
        <message>
            <source>making ready; the very first time takes a few seconds</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SessionDisplay</name>
        <message>
            <source>Press Compare (F5)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose two folders and press Compare</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>  ·  the sources have changed: press Compare (F5)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reading the folders…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{done} of {total} · {layer}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compared {pairs} pairs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compared {pairs} pairs; {unchanged} unchanged since last time.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Files that have not changed since they were last measured are not read again.
To measure every pair: Compare &gt; Clear Kept Results, then Compare.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancelled before the first pair was measured.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancelled after {done} of {total} pairs; what was measured stays.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The network could not be shown: the line above the table says why</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Press Compare to see the network</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SeverityLegend</name>
        <message>
            <source>good</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>good ≥ 0.99</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>warn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>bad</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>bad ≤ 0.95</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>broken</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no data</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Severities</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Severity comes from cosine similarity: good from 0.99 on, bad up to 0.95, warn between; broken: lengths differ, a file is unreadable, or NaN or Inf stand on one side only</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SourcesPanel</name>
        <message>
            <source>All files (*)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Left Folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Right Folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dot File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dot files (*.dot)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Prototxt File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Prototxt files (*.prototxt *.prototext *.pt)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Parse Dot File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Prototxt Has Inplace Layers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dumps of the run that is held to be right, often Caffe's</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dumps of the run that is judged, often the NPU's</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>cnn_net_tree.dot of the mapper: gives the simulator's and the board's seg…_layer&lt;id&gt; files their layers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The net's prototxt: pairs in-place layers with the blob they rewrite, and orders the result</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose, paste or drop a folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Optional: cnn_net_tree.dot</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Optional: deploy.prototxt</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Swap left and right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Include:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Hex format:</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SummaryBar</name>
        <message>
            <source>Show all pairs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show only these pairs; once more shows all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show only the files without a partner; once more shows all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 pair</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} pairs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{done} of {total} pairs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} unmatched</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look at {layer} first →</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{layer}: the first bad or broken layer in the network none of whose inputs is bad or broken; they may be warn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} more…</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TopologyCanvas</name>
        <message>
            <source>Add a prototxt or a dot to see the network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Laying out the network …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>look here first</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TopologyPanel</name>
        <message>
            <source>Find a layer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Find a layer in the network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name, type or blob (Ctrl+Shift+F); Enter goes to the next, Shift+Enter to the one before, Esc ends the search</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Arranging it more finely …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Only what is not good</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show only layers that are not good, with those right beside them (O)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Zoom out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Zoom out (−)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Zoom in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Zoom in (+)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the whole network (F)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Export</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Save or copy the picture of the whole network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Every layer is good: nothing is folded.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing is compared yet: layers fold once results come.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unfold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open elements</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Fold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Overview in the corner</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the whole network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>none</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TopologyView</name>
        <message>
            <source>… {count} more</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>lengths differ</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>NaN or Inf</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>unreadable</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>nothing compared</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{worst}  (worst of {count})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>segment {segment}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>id {id}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no data</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Click or Enter unfolds it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>rule {rule}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>cosine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>max error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>relative distance</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mean, deviation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The layers as boxes coloured by severity; arrow keys follow the edges</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TrendHead</name>
        <message>
            <source>Metric of the trend</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Clear the stretch (Esc)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Clear the stretch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>How to use the trend</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drag the ends of the stretch to adjust it; Esc clears it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>A square at the bottom stands where files without a partner belong;
point at it to read their names</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>□ {count} unmatched</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Up is better.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TrendPlot</name>
        <message>
            <source>Trend along the network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The trend cannot be drawn: {error}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>n/a</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>broken</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>look here first: {layer}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The trend along the network appears here</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The added error needs a network: choose a prototxt or a dot file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Following the network's edges…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{layer} · not measured yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>added error unknown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>□ unmatched, no partner for: {files}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>layer {first}: {count} pair, {bad} bad</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>layers {first}–{last}: {count} pairs, {bad} bad</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>, {broken} broken</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drag: choose a stretch; drag its ends to adjust it
Click beside it, double-click an end of it, or Esc: clear it
Click, double-click: select a layer, open it
Wheel: zoom · Shift+wheel, Shift+drag, middle or right drag: move along
← → Home End PageUp PageDown: step · Shift with them: stretch from the cursor
Enter: open · + −: zoom · 0 or F: show all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cosine similarity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Centred cosine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Max absolute error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mean absolute error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>RMSE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Relative Euclidean distance</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>SQNR (dB)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Added error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>L·R / (‖L‖ ‖R‖), each nine one step</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cosine of L − mean L and R − mean R: blind to a constant offset</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>max |L − R|, in the values' own unit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mean |L − R|, in the values' own unit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>√ mean (L − R)², in the values' own unit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>‖L − R‖ / ‖L‖: 0.1 = a tenth of it is error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>10·log10(Σ L² / Σ (L − R)²): 20 dB = 10 % error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>√ max(0, RED² of the output − RED² of the inputs): what the layer itself adds.
Inputs are the nearest paired layers upstream, pooled. Errors are taken to be
independent; a layer that amplifies error more than signal (a BatchNorm that
takes a large mean away, a ReLU that cuts the signal) shows as adding it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>cosine {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>centred cosine {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>max error {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mean error {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>RMSE {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>relative distance {number}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>SQNR {number} dB</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>added error {number}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>ValueHistogram</name>
        <message>
            <source>Histogram of both sides</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Logarithmic counts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Elements</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No finite number on either side</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Left</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{low} … {high}: left {left}, right {right}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>WarningStrip</name>
        <message>
            <source>Dismiss</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>WindowMemory</name>
        <message>
            <source>Forget These</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
