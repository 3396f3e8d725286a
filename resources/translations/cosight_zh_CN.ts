<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>_CandidateModel</name>
        <message>
            <source>Likely</source>
            <translation>可能匹配</translation>
        </message>
        <message>
            <source>Without a partner</source>
            <translation>未配对</translation>
        </message>
        <message>
            <source>In a pair already (the chosen one is taken out of it)</source>
            <translation>已在其他层对中（选中后将从原层对移出）</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>层</translation>
        </message>
        <message>
            <source>Shape</source>
            <translation>形状</translation>
        </message>
        <message>
            <source>Paired with</source>
            <translation>已配对文件</translation>
        </message>
        <message>
            <source>other dims than the file that needs a partner</source>
            <translation>与待配对文件的维度不同</translation>
        </message>
    </context>
    <context>
        <name>actions</name>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>Open &amp;Left Folder…</source>
            <translation>打开左侧文件夹(&amp;L)…</translation>
        </message>
        <message>
            <source>Open &amp;Right Folder…</source>
            <translation>打开右侧文件夹(&amp;R)…</translation>
        </message>
        <message>
            <source>Re&amp;cent Comparisons</source>
            <translation>最近的对比(&amp;C)</translation>
        </message>
        <message>
            <source>Open the &amp;Sample</source>
            <translation>打开示例(&amp;S)</translation>
        </message>
        <message>
            <source>Load C&amp;hosen Partners…</source>
            <translation>加载手动配对(&amp;H)…</translation>
        </message>
        <message>
            <source>Save Chosen &amp;Partners…</source>
            <translation>保存手动配对(&amp;P)…</translation>
        </message>
        <message>
            <source>Save R&amp;eport…</source>
            <translation>保存报告(&amp;E)…</translation>
        </message>
        <message>
            <source>Convert He&amp;x Files to Float…</source>
            <translation>将 hex 文件转换为浮点数(&amp;X)…</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>退出(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Compare</source>
            <translation>对比(&amp;C)</translation>
        </message>
        <message>
            <source>C&amp;ancel</source>
            <translation>取消(&amp;A)</translation>
        </message>
        <message>
            <source>Show &amp;Result</source>
            <translation>显示结果(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Next Red Layer</source>
            <translation>下一个红色层(&amp;N)</translation>
        </message>
        <message>
            <source>&amp;Previous Red Layer</source>
            <translation>上一个红色层(&amp;P)</translation>
        </message>
        <message>
            <source>Clear &amp;Kept Results</source>
            <translation>清除缓存结果(&amp;K)</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <source>&amp;Sources</source>
            <translation>数据源(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Network</source>
            <translation>拓扑图(&amp;N)</translation>
        </message>
        <message>
            <source>T&amp;rend</source>
            <translation>趋势图(&amp;R)</translation>
        </message>
        <message>
            <source>Go to T&amp;able</source>
            <translation>转到表格(&amp;A)</translation>
        </message>
        <message>
            <source>Go to Net&amp;work</source>
            <translation>转到拓扑图(&amp;W)</translation>
        </message>
        <message>
            <source>Go to Tr&amp;end</source>
            <translation>转到趋势图(&amp;E)</translation>
        </message>
        <message>
            <source>Arrange &amp;Views as at First</source>
            <translation>恢复初始布局(&amp;V)</translation>
        </message>
        <message>
            <source>Colours as the S&amp;ystem Has Them</source>
            <translation>跟随系统配色(&amp;Y)</translation>
        </message>
        <message>
            <source>&amp;Light Colours</source>
            <translation>浅色(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Dark Colours</source>
            <translation>深色(&amp;D)</translation>
        </message>
        <message>
            <source>Lan&amp;guage of the System</source>
            <translation>跟随系统语言(&amp;G)</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;Handbook</source>
            <translation>使用手册(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;About Cosight</source>
            <translation>关于 Cosight(&amp;A)</translation>
        </message>
    </context>
    <context>
        <name>AlgorithmSetting</name>
        <message>
            <source>Algorithm Setting</source>
            <translation>算法设置</translation>
        </message>
        <message>
            <source>CosineSimilarity</source>
            <translation>CosineSimilarity</translation>
        </message>
        <message>
            <source>CosineSimilarity cells below this are red (0 … 1, usually 0.99)</source>
            <translation>CosineSimilarity（余弦相似度）低于此值的单元格标红（0 … 1，通常为 0.99）</translation>
        </message>
        <message>
            <source>MaxAbsoluteError</source>
            <translation>MaxAbsoluteError</translation>
        </message>
        <message>
            <source>This many of the largest MaxAbsoluteErrors are shown red</source>
            <translation>MaxAbsoluteError（最大绝对误差）最大的若干个标红，此处设置个数</translation>
        </message>
        <message>
            <source>RelativeEuclideanDistance</source>
            <translation>RelativeEuclideanDistance</translation>
        </message>
        <message>
            <source>RelativeEuclideanDistance cells above this are red (0 … 1, usually 0.10)</source>
            <translation>RelativeEuclideanDistance（相对欧氏距离）高于此值的单元格标红（0 … 1，通常为 0.10）</translation>
        </message>
        <message>
            <source>StandardDeviation</source>
            <translation>StandardDeviation</translation>
        </message>
        <message>
            <source>Show the column with mean and standard deviation of both sides</source>
            <translation>显示 StandardDeviation（标准差）列：两侧的均值和标准差</translation>
        </message>
        <message>
            <source>Defaults</source>
            <translation>恢复默认</translation>
        </message>
        <message>
            <source>Set everything here back to RuyiStudio's defaults</source>
            <translation>将此处所有设置恢复为 RuyiStudio 的默认值</translation>
        </message>
        <message>
            <source> largest</source>
            <comment>after a number: 5 largest</comment>
            <translation> 个最大值</translation>
        </message>
    </context>
    <context>
        <name>ChangedBar</name>
        <message>
            <source>The files have changed since their numbers were read.</source>
            <translation>读取数值之后，文件已发生变化。</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>重新读取</translation>
        </message>
        <message>
            <source>Read both files once more</source>
            <translation>重新读取两个文件</translation>
        </message>
    </context>
    <context>
        <name>ChannelBars</name>
        <message>
            <source>Mean error by channel</source>
            <translation>各通道平均误差</translation>
        </message>
        <message>
            <source>worst: channel {channel}, {error}</source>
            <translation>最差通道 {channel}：{error}</translation>
        </message>
    </context>
    <context>
        <name>ChannelGrid</name>
        <message>
            <source>Left</source>
            <translation>左侧</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>右侧</translation>
        </message>
        <message>
            <source>Left − right</source>
            <translation>左 − 右</translation>
        </message>
        <message>
            <source>Colours of left and right</source>
            <translation>左右两侧的配色</translation>
        </message>
        <message>
            <source>Colours of left − right</source>
            <translation>左 − 右的配色</translation>
        </message>
        <message>
            <source>Mean |left − right| by channel</source>
            <translation>各通道 |左 − 右| 的均值</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Channel to look at alone; the wheel zooms, a drag moves, Fit shows all</source>
            <translation>单独查看的通道；滚轮缩放，拖动平移，“适应”显示全图</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>适应</translation>
        </message>
        <message>
            <source>Show the whole picture (double-click, 0)</source>
            <translation>显示全图（双击或按 0）</translation>
        </message>
        <message>
            <source>Cut tails</source>
            <translation>截去两端</translation>
        </message>
        <message>
            <source>Spread the colours over all but the outermost 0.1 % of the numbers;
what lies beyond takes the end's colour.</source>
            <translation>颜色只覆盖除最外侧 0.1 % 以外的数值；
超出范围的数值取端点颜色。</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>通道</translation>
        </message>
        <message>
            <source>Page (of {pages})</source>
            <translation>页码（共 {pages} 页）</translation>
        </message>
        <message>
            <source>The channels cannot be drawn: {error}</source>
            <translation>无法绘制通道图：{error}</translation>
        </message>
        <message>
            <source>Nothing on this page</source>
            <translation>本页无内容</translation>
        </message>
        <message>
            <source>No difference: the two sides differ in length</source>
            <translation>无法计算差值：两侧长度不同</translation>
        </message>
        <message>
            <source>No channels to tell apart</source>
            <translation>没有可区分的通道</translation>
        </message>
        <message>
            <source>channel {channel}: mean error {mean}, largest {largest}</source>
            <translation>通道 {channel}：平均误差 {mean}，最大误差 {largest}</translation>
        </message>
    </context>
    <context>
        <name>ChannelLegend</name>
        <message>
            <source>Colours are relative to this layer: each column has a scale of its own, from its best to its worst channels.</source>
            <translation>颜色相对于本层：每列各有自己的色标，从该列最好的通道到最差的通道。</translation>
        </message>
        <message>
            <source>Colours are relative to this layer: each column has a scale of its own; channels beyond an end with ≤ or ≥ have that end's colour.</source>
            <translation>颜色相对于本层：每列各有自己的色标；标有 ≤ 或 ≥ 的一端，超出的通道取该端的颜色。</translation>
        </message>
        <message>
            <source>{column}: {best} best, {worst} worst</source>
            <translation>{column}：{best} 最好，{worst} 最差</translation>
        </message>
    </context>
    <context>
        <name>ChannelModel</name>
        <message>
            <source>Channel</source>
            <translation>通道</translation>
        </message>
        <message>
            <source>Elements</source>
            <translation>元素数</translation>
        </message>
        <message>
            <source>Share of error</source>
            <translation>误差占比</translation>
        </message>
        <message>
            <source>Mean error</source>
            <translation>平均误差</translation>
        </message>
        <message>
            <source>Number of the channel, from 0</source>
            <translation>通道编号，从 0 开始</translation>
        </message>
        <message>
            <source>How many of the channel's elements are finite on both sides</source>
            <translation>该通道中两侧均为有限值的元素数</translation>
        </message>
        <message>
            <source>Σ (L − R)² of the channel over that of all
The bar: against the largest</source>
            <translation>该通道的 Σ (L − R)² 占全部通道的比例
条形：相对于最大的一个</translation>
        </message>
        <message>
            <source>L·R / (‖L‖ ‖R‖) of the channel</source>
            <translation>该通道的 L·R / (‖L‖ ‖R‖)</translation>
        </message>
        <message>
            <source>max |L − R| of the channel</source>
            <translation>该通道的 max |L − R|</translation>
        </message>
        <message>
            <source>The mean of L − R: the bias; positive where the left side is larger</source>
            <translation>L − R 的均值，即偏差；左侧较大时为正</translation>
        </message>
        <message>
            <source>√ mean (L − R)² of the channel</source>
            <translation>该通道的 √ mean (L − R)²（均方根误差）</translation>
        </message>
        <message>
            <source>10·log10(Σ L² / Σ (L − R)²) of the channel, in dB</source>
            <translation>该通道的 10·log10(Σ L² / Σ (L − R)²)，单位 dB</translation>
        </message>
        <message>
            <source>Colours from {low} to {high}; the more salient, the worse</source>
            <translation>颜色范围 {low} 到 {high}；越醒目越差</translation>
        </message>
        <message>
            <source>channel {channel}: no element is finite on both sides</source>
            <translation>通道 {channel}：没有两侧均为有限值的元素</translation>
        </message>
        <message>
            <source>channel {channel}: the largest error is at #{element}; a click goes there</source>
            <translation>通道 {channel}：最大误差位于 #{element}；点击即可跳转</translation>
        </message>
    </context>
    <context>
        <name>ChannelTableView</name>
        <message>
            <source>Channels of the pair</source>
            <translation>层对的各通道</translation>
        </message>
        <message>
            <source>Copy rows</source>
            <translation>复制行</translation>
        </message>
    </context>
    <context>
        <name>Colouring</name>
        <message>
            <source>Severity</source>
            <translation>严重程度</translation>
        </message>
    </context>
    <context>
        <name>ColouringBar</name>
        <message>
            <source>Colour:</source>
            <translation>着色：</translation>
        </message>
        <message>
            <source>Colour by</source>
            <translation>着色依据</translation>
        </message>
        <message>
            <source>What the colours of the network, the table and the trend stand for</source>
            <translation>拓扑图、结果表和趋势图中颜色所表示的指标</translation>
        </message>
        <message>
            <source>The added error needs a network: choose a prototxt or a dot file</source>
            <translation>新增误差需要网络：请选择 prototxt 或 dot 文件</translation>
        </message>
    </context>
    <context>
        <name>ColumnChoice</name>
        <message>
            <source>The added error needs a network: choose a prototxt or a dot file</source>
            <translation>新增误差需要网络：请选择 prototxt 或 dot 文件</translation>
        </message>
        <message>
            <source>Reset Columns</source>
            <translation>恢复默认列</translation>
        </message>
    </context>
    <context>
        <name>CommandBar</name>
        <message>
            <source>Sources</source>
            <translation>数据源</translation>
        </message>
        <message>
            <source>Show or hide the folders and the settings (F2)</source>
            <translation>显示或隐藏文件夹与设置 (F2)</translation>
        </message>
        <message>
            <source>Algorithm Setting</source>
            <translation>算法设置</translation>
        </message>
        <message>
            <source>Show the Algorithm Setting in the place of the folders</source>
            <translation>在文件夹区域显示算法设置（Algorithm Setting）</translation>
        </message>
        <message>
            <source>Show Result</source>
            <translation>显示结果</translation>
        </message>
        <message>
            <source>Show the network coloured by severity, at the layer to look at first (F6)</source>
            <translation>显示按严重程度着色的网络，并定位到首先要看的层（Show Result，F6）</translation>
        </message>
        <message>
            <source>Save Report</source>
            <translation>保存报告</translation>
        </message>
        <message>
            <source>Save the table as CSV or JSON (Ctrl+S)</source>
            <translation>将结果表保存为 CSV 或 JSON（Save Report，Ctrl+S）</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>对比</translation>
        </message>
        <message>
            <source>Pair the layers of both folders and measure them (F5)</source>
            <translation>将两个文件夹中的层配对并计算指标（Compare，F5）</translation>
        </message>
    </context>
    <context>
        <name>ComparedKinds</name>
        <message>
            <source>Which kinds of dumps to compare; each meets only its own kind</source>
            <translation>选择要对比的转储文件类型；各类型只与同类型配对</translation>
        </message>
        <message>
            <source>Outputs</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>Inputs</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>Weights and biases</source>
            <translation>权重和偏置</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Include: {kinds}</source>
            <translation>包含：{kinds}</translation>
        </message>
    </context>
    <context>
        <name>conversion</name>
        <message>
            <source>{folder} cannot be read: {reason}; check the path and your rights</source>
            <translation>无法读取 {folder}：{reason}；请检查路径和权限</translation>
        </message>
        <message>
            <source>{folder} holds no .hex file</source>
            <translation>{folder} 中没有 .hex 文件</translation>
        </message>
        <message>
            <source>{path} is too large for the memory that is left; close other programs</source>
            <translation>{path} 太大，剩余内存不足；请关闭其他程序</translation>
        </message>
        <message>
            <source>{path} cannot be converted: {reason}; check the path and your rights</source>
            <translation>无法转换 {path}：{reason}；请检查路径和权限</translation>
        </message>
        <message>
            <source>the folder {folder} cannot be made ({reason}); choose another</source>
            <translation>无法创建文件夹 {folder}（{reason}）；请另选一个</translation>
        </message>
        <message>
            <source>{path} is no hex dump: expected a name that ends in .hex</source>
            <translation>{path} 不是 hex 转储文件：文件名应以 .hex 结尾</translation>
        </message>
        <message>
            <source>{path} is a link that leads nowhere: give the file itself</source>
            <translation>{path} 是失效的链接：请直接指定文件</translation>
        </message>
        <message>
            <source>{path} would be written over {destination}, which came from another file of the same name: convert the two into different folders</source>
            <translation>{path} 将覆盖由另一个同名文件生成的 {destination}：请将两者转换到不同的文件夹</translation>
        </message>
        <message>
            <source>{destination} exists already and is left alone: allow replacing it (--force), or choose another folder (--out)</source>
            <translation>{destination} 已存在，未作改动：请允许替换（--force），或另选文件夹（--out）</translation>
        </message>
        <message>
            <source>{path} holds logarithmic codes of no input: only those of inputs have their data_delta in cnn_net_tree.dot; look for a decimal file of the same layer</source>
            <translation>{path} 为对数编码，但不是输入：cnn_net_tree.dot 中只有输入的 data_delta；请改用同一层的十进制文件</translation>
        </message>
        <message>
            <source>{path}: {dot} gives no data_delta for input {index} of layer {layer}; choose the cnn_net_tree.dot of this run</source>
            <translation>{path}：{dot} 中没有层 {layer} 第 {index} 个输入的 data_delta；请选择本次运行的 cnn_net_tree.dot</translation>
        </message>
    </context>
    <context>
        <name>ConvertDialog</name>
        <message>
            <source>Convert Hex Files to Float</source>
            <translation>将 hex 文件转换为浮点数</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Add Files…</source>
            <translation>添加文件…</translation>
        </message>
        <message>
            <source>Add Folder…</source>
            <translation>添加文件夹…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Decimal text, one number a line (.float)</source>
            <translation>十进制文本，每行一个数 (.float)</translation>
        </message>
        <message>
            <source>NumPy array (.npy)</source>
            <translation>NumPy 数组 (.npy)</translation>
        </message>
        <message>
            <source>Beside each file</source>
            <translation>与源文件同一文件夹</translation>
        </message>
        <message>
            <source>Needed for .nonlinear.hex only</source>
            <translation>仅 .nonlinear.hex 需要</translation>
        </message>
        <message>
            <source>Replace files that exist already</source>
            <translation>替换已存在的文件</translation>
        </message>
        <message>
            <source>Convert</source>
            <translation>转换</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Write as</source>
            <translation>输出格式</translation>
        </message>
        <message>
            <source>Into folder</source>
            <translation>输出文件夹</translation>
        </message>
        <message>
            <source>Hex format</source>
            <translation>hex 格式</translation>
        </message>
        <message>
            <source>Dot file</source>
            <translation>dot 文件</translation>
        </message>
        <message>
            <source>Browse…</source>
            <translation>浏览…</translation>
        </message>
        <message>
            <source>Choose a Folder</source>
            <translation>选择文件夹</translation>
        </message>
        <message>
            <source>Choose a Dot File</source>
            <translation>选择 dot 文件</translation>
        </message>
        <message>
            <source>Dot files (*.dot)</source>
            <translation>dot 文件 (*.dot)</translation>
        </message>
        <message>
            <source>Add Files</source>
            <translation>添加文件</translation>
        </message>
        <message>
            <source>Hex dumps (*.hex *.HEX)</source>
            <translation>hex 转储文件 (*.hex *.HEX)</translation>
        </message>
        <message>
            <source>Add Folder</source>
            <translation>添加文件夹</translation>
        </message>
        <message>
            <source>{converted} converted, {failed} not</source>
            <translation>已转换 {converted} 个，失败 {failed} 个</translation>
        </message>
        <message>
            <source>{converted} converted</source>
            <translation>已转换 {converted} 个</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>core</name>
        <message>
            <source>In {folder}: </source>
            <translation>{folder} 中: </translation>
        </message>
        <message>
            <source>Left and right are the same folder, {folder}: every file meets itself; choose another run on one side.</source>
            <translation>左右两侧是同一个文件夹 {folder}，每个文件都在与自身对比；请为其中一侧另选一次运行。</translation>
        </message>
        <message>
            <source>The left run looks quantised and the right one like the float run: relative numbers divide by the left side, so the float run is better on the left.</source>
            <translation>左侧像是量化运行，右侧像是浮点运行：相对指标以左侧为分母，因此浮点运行放在左侧更合适。</translation>
        </message>
        <message>
            <source>{folder} holds {n} dumps, but none of the kinds that are compared ({kinds}): include more kinds.</source>
            <translation>{folder} 中有 {n} 个转储文件，但都不属于要对比的类型（{kinds}）：请包含更多类型。</translation>
        </message>
        <message>
            <source>{folder} holds no dumps (.float or .hex files): choose another folder.</source>
            <translation>{folder} 中没有转储文件（.float 或 .hex 文件）：请另选文件夹。</translation>
        </message>
        <message>
            <source>{folder} holds no dumps (.float or .hex files), but {better} does.</source>
            <translation>{folder} 中没有转储文件（.float 或 .hex 文件），但 {better} 中有。</translation>
        </message>
        <message>
            <source>{left} and {right} hold blobs of the same sizes under other names: give the prototxt, which knows in-place layers and which layer writes which blob.</source>
            <translation>{left} 和 {right} 中的 blob 大小相同但名称不同：请提供 prototxt，其中记录了原位(in-place)层以及各层写入的 blob。</translation>
        </message>
        <message>
            <source>The prototxt knows few of the names in {left}: is it the one these runs were made with?</source>
            <translation>prototxt 只认识 {left} 中的少数名称：它是生成这两次运行所用的 prototxt 吗？</translation>
        </message>
        <message>
            <source>The prototxt knows few of the names in {right}: is it the one these runs were made with?</source>
            <translation>prototxt 只认识 {right} 中的少数名称：它是生成这两次运行所用的 prototxt 吗？</translation>
        </message>
        <message>
            <source>{left} and {right} have hardly a name in common: are they runs of the same net?</source>
            <translation>{left} 和 {right} 几乎没有相同的名称：它们是同一个网络的运行结果吗？</translation>
        </message>
        <message>
            <source>Files such as {file} in {folder} carry a layer's id, not its name: give the cnn_net_tree.dot that the mapper wrote.</source>
            <translation>{folder} 中 {file} 这类文件名只带层 id，不带层名：请提供 mapper 生成的 cnn_net_tree.dot。</translation>
        </message>
        <message>
            <source>{dot} knows {known} of the {n} layer ids in {folder}: is it the cnn_net_tree.dot of this run?</source>
            <translation>{folder} 中共有 {n} 个层 id，{dot} 只认识其中 {known} 个：它是本次运行的 cnn_net_tree.dot 吗？</translation>
        </message>
        <message>
            <source>{dot} knows {known} of the {n} layer ids in {folder}, but the other run has hardly any file of those layers: is it of the same net?</source>
            <translation>{folder} 中共有 {n} 个层 id，{dot} 认识其中 {known} 个，但另一侧几乎没有这些层的文件：两侧是同一个网络吗？</translation>
        </message>
        <message>
            <source>The dot</source>
            <translation>dot 文件</translation>
        </message>
        <message>
            <source>Of {count} channels no table is made: {most} are the most</source>
            <translation>通道多达 {count} 个，无法列表：最多 {most} 个</translation>
        </message>
        <message>
            <source>A shape is channels×height×width, such as {example}: up to three whole numbers from 1 on</source>
            <translation>形状应为 通道×高×宽，例如 {example}：最多三个不小于 1 的整数</translation>
        </message>
        <message>
            <source>{shape} are {product} elements, and there are {count}</source>
            <translation>{shape} 共 {product} 个元素，而实际有 {count} 个</translation>
        </message>
        <message>
            <source>Constant offset</source>
            <translation>固定偏移</translation>
        </message>
        <message>
            <source>Constant gain</source>
            <translation>固定增益</translation>
        </message>
        <message>
            <source>Power-of-two gain</source>
            <translation>2 的幂增益</translation>
        </message>
        <message>
            <source>Sign turned</source>
            <translation>符号相反</translation>
        </message>
        <message>
            <source>Absolute value</source>
            <translation>取了绝对值</translation>
        </message>
        <message>
            <source>Dead output</source>
            <translation>输出恒定</translation>
        </message>
        <message>
            <source>Clipped</source>
            <translation>截断</translation>
        </message>
        <message>
            <source>Saturated</source>
            <translation>饱和</translation>
        </message>
        <message>
            <source>Rounding noise</source>
            <translation>舍入噪声</translation>
        </message>
        <message>
            <source>Layout swapped</source>
            <translation>布局不同</translation>
        </message>
        <message>
            <source>Transposed</source>
            <translation>转置</translation>
        </message>
        <message>
            <source>Channels reversed</source>
            <translation>通道顺序相反</translation>
        </message>
        <message>
            <source>Channels reordered</source>
            <translation>通道顺序不同</translation>
        </message>
        <message>
            <source>Mirrored</source>
            <translation>左右镜像</translation>
        </message>
        <message>
            <source>Upside down</source>
            <translation>上下颠倒</translation>
        </message>
        <message>
            <source>Rotated</source>
            <translation>旋转</translation>
        </message>
        <message>
            <source>Shifted</source>
            <translation>平移</translation>
        </message>
        <message>
            <source>Few channels</source>
            <translation>少数通道</translation>
        </message>
        <message>
            <source>Channel offsets</source>
            <translation>通道偏移</translation>
        </message>
        <message>
            <source>Border only</source>
            <translation>仅边缘</translation>
        </message>
        <message>
            <source>Dead part</source>
            <translation>部分为零</translation>
        </message>
        <message>
            <source>Few elements</source>
            <translation>少数元素</translation>
        </message>
        <message>
            <source>Cropped</source>
            <translation>裁剪</translation>
        </message>
        <message>
            <source>left</source>
            <translation>左侧</translation>
        </message>
        <message>
            <source>right</source>
            <translation>右侧</translation>
        </message>
        <message>
            <source>{lower} and {upper}</source>
            <translation>{lower} 和 {upper}</translation>
        </message>
        <message>
            <source>The {side} file holds the {other} one's values in the order {order} rather than CHW: dump both in one layout, or put a Permute or reshape right that only one side has.</source>
            <translation>{side}文件中的数值与{other}相同，但按 {order} 而不是 CHW 排列：请以同一种布局转储两侧，或修正只在一侧存在的 Permute 或 reshape。</translation>
        </message>
        <message>
            <source>The right values lie {offset} below the left ones throughout ({share_of_error} of the squared error): look for a bias or mean that only one side adds, and for a Power layer with shift 1.0, which the GPU mapper does not add (1.0001 works).</source>
            <translation>右侧数值整体比左侧低 {offset}（占平方误差的 {share_of_error}）：请检查是否有只在一侧加上的偏置或均值，以及 shift 为 1.0 的 Power 层：GPU 版 mapper 不会加上该值（1.0001 可以）。</translation>
        </message>
        <message>
            <source>The right values lie {offset} above the left ones throughout ({share_of_error} of the squared error): look for a bias, mean or zero point that only one side adds.</source>
            <translation>右侧数值整体比左侧高 {offset}（占平方误差的 {share_of_error}）：请检查是否有只在一侧加上的偏置、均值或零点。</translation>
        </message>
        <message>
            <source>The right values lie {offset} below the left ones throughout ({share_of_error} of the squared error): look for a bias, mean or zero point that only one side adds.</source>
            <translation>右侧数值整体比左侧低 {offset}（占平方误差的 {share_of_error}）：请检查是否有只在一侧加上的偏置、均值或零点。</translation>
        </message>
        <message>
            <source>The right values are {gain} times the left ones throughout ({share_of_error} of the squared error): compare the scales of both sides, those of the input and of normalisations first.</source>
            <translation>右侧数值整体是左侧的 {gain} 倍（占平方误差的 {share_of_error}）：请对比两侧的缩放系数，首先是输入和归一化的缩放系数。</translation>
        </message>
        <message>
            <source>The right values are {gain} times the left ones, a power of two: the {side} file was read as {read_as} and fits {fits}, so try that hex format or give the layer as many fraction bits.</source>
            <translation>右侧数值是左侧的 {gain} 倍，为 2 的幂：{side}文件按 {read_as} 读取，而与 {fits} 相符；请尝试该 hex 格式，或为该层设置同样的小数位数。</translation>
        </message>
        <message>
            <source>The right values are {gain} times the left ones, a power of two: look for a shift or a number format that differs between both sides.</source>
            <translation>右侧数值是左侧的 {gain} 倍，为 2 的幂：请检查两侧是否有不同的移位或数值格式。</translation>
        </message>
        <message>
            <source>The right values are {gain} times the left ones, with the sign turned: look for a difference that takes its inputs the other way round, or a negative scale.</source>
            <translation>右侧数值是左侧的 {gain} 倍，符号相反：请检查是否有输入顺序颠倒的减法，或负的缩放系数。</translation>
        </message>
        <message>
            <source>The {side} values are the {other} ones without their sign ({share_of_elements} of the elements are negative): look for a sign bit that is lost, or an absolute value that only one side takes.</source>
            <translation>{side}数值等于{other}数值去掉符号（{share_of_elements} 的元素为负）：请检查是否丢失了符号位，或只有一侧取了绝对值。</translation>
        </message>
        <message>
            <source>The {side} side is {value} everywhere while the {other} one varies (deviation {other_std}): look at this layer's weights and scale, and whether it ran at all.</source>
            <translation>{side}处处为 {value}，而{other}有变化（标准差 {other_std}）：请检查该层的权重和缩放系数，以及它是否确实运行过。</translation>
        </message>
        <message>
            <source>The {side} side is 0 where the {other} one is negative ({share_of_elements} of the elements): a ReLU seems to be applied on the {side} side only, or one dump was taken before it and one behind.</source>
            <translation>{other}为负的位置，{side}均为 0（{share_of_elements} 的元素）：似乎只有{side}做了 ReLU，或一侧的转储取自 ReLU 之前、另一侧取自其后。</translation>
        </message>
        <message>
            <source>The {side} side stops at 6 where the {other} one goes on ({share_of_elements} of the elements): a ReLU6 seems to be applied on the {side} side only.</source>
            <translation>{side}数值到 6 为止，而{other}超出 6（{share_of_elements} 的元素）：似乎只有{side}做了 ReLU6。</translation>
        </message>
        <message>
            <source>The {side} values stop at {bounds}, the limit of their number format, where the {other} ones go on ({share_of_elements} of the elements): give the format more integer bits, or scale the layer down.</source>
            <translation>{side}数值到其数值格式的极限 {bounds} 为止，而{other}超出该范围（{share_of_elements} 的元素）：请增加该格式的整数位数，或缩小该层的数值。</translation>
        </message>
        <message>
            <source>The {side} values stop at {bounds} where the {other} ones go on ({share_of_elements} of the elements, {share_of_error} of the squared error): widen this layer's quantisation range, for example with more calibration images.</source>
            <translation>{side}数值到 {bounds} 为止，而{other}超出该范围（{share_of_elements} 的元素，占平方误差的 {share_of_error}）：请扩大该层的量化范围，例如使用更多校准图像。</translation>
        </message>
        <message>
            <source>{share_of_elements} of the {side} values are stuck at {bounds} where the {other} ones go on: this layer's range is far too narrow, so check its scale and its number format.</source>
            <translation>{side}有 {share_of_elements} 的数值停在 {bounds}，而{other}超出该范围：该层的范围过窄，请检查其缩放系数和数值格式。</translation>
        </message>
        <message>
            <source>No value is off by more than one step of the number format ({step}): the layer is not wrong, its values are too small for it, and more fraction bits would show them.</source>
            <translation>所有数值的误差都不超过数值格式的一个步长（{step}）：该层没有错，只是其数值对该格式来说太小，增加小数位数即可表示。</translation>
        </message>
        <message>
            <source>The {side} values come in steps of {step} and are cut off to them, which is what the error is: round to the nearest step, or make the steps finer with more bits or a narrower quantisation range.</source>
            <translation>{side}数值的步长为 {step}，且被直接截断到该步长，误差正由此而来：请改为舍入到最近的步长，或增加位数、缩小量化范围以使步长更细。</translation>
        </message>
        <message>
            <source>The {side} values come in steps of {step} and the error is no more than such rounding leaves: more bits or a narrower quantisation range make the steps finer.</source>
            <translation>{side}数值的步长为 {step}，误差不超过这种舍入所产生的误差：增加位数或缩小量化范围可使步长更细。</translation>
        </message>
        <message>
            <source>The left file's {rows} rows of {columns} values are the right one's columns (cosine {cosine_when_undone} once that is undone): look at the order in which a fully connected layer keeps its weights, or reads what is flattened before it (H×W×C against C×H×W).</source>
            <translation>左文件的 {rows} 行（每行 {columns} 个数值）在右文件中成了列（还原后余弦为 {cosine_when_undone}）：请检查全连接层权重的存放顺序，或其之前展平数据的顺序（H×W×C 与 C×H×W）。</translation>
        </message>
        <message>
            <source>Both sides hold the same channels in reverse order, as RGB and BGR are: give both runs the picture in one order.</source>
            <translation>两侧的通道相同但顺序相反，如同 RGB 与 BGR：请以同一种通道顺序为两次运行提供图像。</translation>
        </message>
        <message>
            <source>Both sides hold the same {channels} channels in reverse order: look for a Slice, Concat or Permute that takes them the other way round.</source>
            <translation>两侧的 {channels} 个通道相同但顺序相反：请检查是否有颠倒了通道顺序的 Slice、Concat 或 Permute。</translation>
        </message>
        <message>
            <source>The right file holds the left one's {of} channels moved on by {by}, round the end (right ← left: {mapping}; cosine {cosine_when_undone} once that is undone): compare in which order a Concat takes its bottoms and where a Slice cuts.</source>
            <translation>右侧文件中，左侧的 {of} 个通道循环移动了 {by} 位（右 ← 左：{mapping}；还原后余弦为 {cosine_when_undone}）：请比较两侧 Concat 各 bottom 的顺序以及 Slice 的切分位置。</translation>
        </message>
        <message>
            <source>Both halves of the {of} channels are exchanged (right ← left: {mapping}; cosine {cosine_when_undone} once that is undone): look for a Concat that takes its bottoms in the other order, or a Slice whose tops are mixed up.</source>
            <translation>{of} 个通道的前后两半互换了（右 ← 左：{mapping}；还原后余弦为 {cosine_when_undone}）：请检查是否有 Concat 的 bottom 顺序颠倒，或 Slice 的 top 混淆。</translation>
        </message>
        <message>
            <source>Each two neighbours of the {of} channels are exchanged (right ← left: {mapping}; cosine {cosine_when_undone} once that is undone): look at how the mapper packs its output, and for a layer that interleaves channels on one side only.</source>
            <translation>{of} 个通道两两相邻互换（右 ← 左：{mapping}；还原后余弦为 {cosine_when_undone}）：请检查 mapper 打包输出的方式，以及是否有只在一侧交错排列通道的层。</translation>
        </message>
        <message>
            <source>The {of} channels stand in another order, in {blocks} blocks (right ← left: {mapping}; cosine {cosine_when_undone} once that is undone): compare in which order a Concat takes its bottoms and a Slice gives its tops.</source>
            <translation>{of} 个通道的顺序不同，分为 {blocks} 块（右 ← 左：{mapping}；还原后余弦为 {cosine_when_undone}）：请比较 Concat 各 bottom 的顺序和 Slice 各 top 的顺序。</translation>
        </message>
        <message>
            <source>{moved} of {of} channels stand in another order (right ← left: {mapping}; cosine {cosine_when_undone} once that is undone): compare the order of a Concat's bottoms, of a Slice's tops and of the mapper's output, and look for a channel shuffle that only one side does.</source>
            <translation>{of} 个通道中有 {moved} 个的顺序不同（右 ← 左：{mapping}；还原后余弦为 {cosine_when_undone}）：请比较 Concat 各 bottom、Slice 各 top 以及 mapper 输出的顺序，并检查是否有只在一侧进行的通道混洗（channel shuffle）。</translation>
        </message>
        <message>
            <source>The right picture is the left one mirrored from left to right (cosine {cosine_when_undone} once that is undone, {cosine_as_it_is} as it is): look for a flip that only one side applies, in augmentation, in preprocessing or in the camera.</source>
            <translation>右侧图像是左侧图像的左右镜像（还原后余弦为 {cosine_when_undone}，现为 {cosine_as_it_is}）：请检查是否只有一侧在数据增强、预处理或摄像头中做了翻转。</translation>
        </message>
        <message>
            <source>The right picture is the left one upside down (cosine {cosine_when_undone} once that is undone, {cosine_as_it_is} as it is): look for rows that are read from the bottom up, as BMP files and graphics cards keep them, or for a flip that only one side applies.</source>
            <translation>右侧图像是左侧图像上下颠倒后的结果（还原后余弦为 {cosine_when_undone}，现为 {cosine_as_it_is}）：请检查是否有一侧自下而上读取各行（BMP 文件和显卡即如此存放），或只有一侧做了翻转。</translation>
        </message>
        <message>
            <source>The right picture is the left one turned clockwise by {degrees}° (cosine {cosine_when_undone} once that is undone, {cosine_as_it_is} as it is): look for a camera's orientation tag (EXIF) that only one side obeys, or for a rotation in one side's preprocessing.</source>
            <translation>右侧图像是左侧图像顺时针旋转 {degrees}° 后的结果（还原后余弦为 {cosine_when_undone}，现为 {cosine_as_it_is}）：请检查是否只有一侧遵循了相机的方向标记(EXIF)，或某一侧的预处理中做了旋转。</translation>
        </message>
        <message>
            <source>The right picture is the left one moved (rows down: {rows_down}, columns to the right: {columns_right}): compare on which sides padding is put, and where a stride or crop begins.</source>
            <translation>右侧图像是左侧图像平移后的结果（下移行数：{rows_down}，右移列数：{columns_right}）：请对比填充(padding)加在哪些边，以及步长(stride)或裁剪的起始位置。</translation>
        </message>
        <message>
            <source>{count} of {of} channels ({channels}) does not vary on the right and carries {share_of_error} of the squared error: look at its weights and scale.</source>
            <translation>{of} 个通道中有 {count} 个（{channels}）在右侧没有变化，占平方误差的 {share_of_error}：请检查它的权重和缩放系数。</translation>
        </message>
        <message>
            <source>{count} of {of} channels ({channels}) carries {share_of_error} of the squared error: compare its weights and bias, or quantise this layer more finely.</source>
            <translation>{of} 个通道中有 {count} 个（{channels}）占平方误差的 {share_of_error}：请对比它的权重和偏置，或对该层做更精细的量化。</translation>
        </message>
        <message>
            <source>{count} of {of} channels ({channels}) do not vary on the right and carry {share_of_error} of the squared error: look at their weights and scale.</source>
            <translation>{of} 个通道中有 {count} 个（{channels}）在右侧没有变化，占平方误差的 {share_of_error}：请检查它们的权重和缩放系数。</translation>
        </message>
        <message>
            <source>{count} of {of} channels ({channels}) carry {share_of_error} of the squared error: compare their weights and biases, or quantise this layer more finely.</source>
            <translation>{of} 个通道中有 {count} 个（{channels}）占平方误差的 {share_of_error}：请对比它们的权重和偏置，或对该层做更精细的量化。</translation>
        </message>
        <message>
            <source>Each channel is off by a constant of its own, channel {channel} most ({offset}; all together {share_of_error} of the squared error): look for a bias, mean or batch normalisation that only one side applies.</source>
            <translation>每个通道各有一个固定偏移，通道 {channel} 最大（{offset}；合计占平方误差的 {share_of_error}）：请检查是否有只在一侧应用的偏置、均值或批归一化。</translation>
        </message>
        <message>
            <source>{share_of_error} of the squared error lies at the border of the picture ({share_of_area} of its area, {depth} deep): compare the padding of both sides, how wide it is, where it is put and what it holds.</source>
            <translation>平方误差的 {share_of_error} 位于图像边缘（占面积的 {share_of_area}，深度 {depth}）：请对比两侧的填充(padding)：宽度、位置和填充值。</translation>
        </message>
        <message>
            <source>Of {of} rows these are 0 in every channel on the {side} side, and not on the other: {lines} ({share_of_error} of the squared error): look for a buffer that was filled in part, a tile of the picture that was not computed, or a dump made too early.</source>
            <translation>共 {of} 行中，以下各行在{side}的所有通道中均为 0，而另一侧不是：{lines}（占平方误差的 {share_of_error}）：请检查是否有只填充了一部分的缓冲区、未计算的图块，或过早的转储。</translation>
        </message>
        <message>
            <source>Of {of} columns these are 0 in every channel on the {side} side, and not on the other: {lines} ({share_of_error} of the squared error): look for a row stride that is too short, a tile of the picture that was not computed, or a dump made too early.</source>
            <translation>共 {of} 列中，以下各列在{side}的所有通道中均为 0，而另一侧不是：{lines}（占平方误差的 {share_of_error}）：请检查是否行步长过短、有未计算的图块，或转储过早。</translation>
        </message>
        <message>
            <source>Of {of} channels these are 0 on the {side} side, and not on the other: {lines} ({share_of_error} of the squared error): look for a Concat whose bottom is missing, weights that were not loaded, or a dump that was cut short.</source>
            <translation>共 {of} 个通道中，以下各通道在{side}为 0，而另一侧不是：{lines}（占平方误差的 {share_of_error}）：请检查 Concat 是否缺少某个 bottom、权重是否未加载，或转储是否被截断。</translation>
        </message>
        <message>
            <source>{elements} of {of} values carries {share_of_error} of the squared error, at index {largest_at}: look there for an overflow, a wrap-around or a damaged line.</source>
            <translation>{of} 个数值中有 {elements} 个占平方误差的 {share_of_error}，位于索引 {largest_at}：请检查该处是否有溢出、回绕或损坏的行。</translation>
        </message>
        <message>
            <source>{elements} of {of} values carry {share_of_error} of the squared error, the largest at index {largest_at}: look there for an overflow, a wrap-around or a damaged line.</source>
            <translation>{of} 个数值中有 {elements} 个占平方误差的 {share_of_error}，最大的位于索引 {largest_at}：请检查该处是否有溢出、回绕或损坏的行。</translation>
        </message>
        <message>
            <source>The {side} side is larger (rows: {rows}, columns: {columns}) and the part in common, {overlap}, has a cosine of {cosine}: slice the last ones off the {side} side, or pool with ceil on both or floor on both.</source>
            <translation>{side}较大（行：{rows}，列：{columns}），公共部分 {overlap} 的余弦相似度为 {cosine}：请切掉{side}末尾多出的部分，或两侧池化统一用 ceil 或统一用 floor。</translation>
        </message>
        <message>
            <source>The {side} side is larger (rows: {rows}, columns: {columns}) and the part in common, {overlap}, has a cosine of {cosine}: slice the first ones off the {side} side, or give both the same padding.</source>
            <translation>{side}较大（行：{rows}，列：{columns}），公共部分 {overlap} 的余弦相似度为 {cosine}：请切掉{side}开头多出的部分，或为两侧设置相同的填充(padding)。</translation>
        </message>
        <message>
            <source>Another input size: the prototxt states {layer} as {stated}, {file} holds {found}. Layers are paired by name all the same, but advice on sizes may not hold for these runs.</source>
            <translation>输入尺寸不同：prototxt 声明 {layer} 为 {stated}，而 {file} 为 {found}。各层仍按名称配对，但有关尺寸的建议可能不适用于这些运行。</translation>
        </message>
        <message>
            <source>There is no right folder to compare {left} with; give one.</source>
            <translation>没有可与 {left} 对比的右侧文件夹；请指定一个。</translation>
        </message>
        <message>
            <source>The manual pair {left} with {right} is left out: {file} is not in its folder.</source>
            <translation>手动配对 {left} 与 {right} 已忽略：文件夹中没有 {file}。</translation>
        </message>
        <message>
            <source>The manual pair {left} with {right} is left out: another manual pair has one of the two files already.</source>
            <translation>手动配对 {left} 与 {right} 已忽略：其中一个文件已用于另一个手动配对。</translation>
        </message>
        <message>
            <source>{file} is too large for the memory that is left; close other programs.</source>
            <translation>{file} 太大，剩余内存不足；请关闭其他程序。</translation>
        </message>
        <message>
            <source>{file} cannot be read: {reason}.</source>
            <translation>无法读取 {file}：{reason}。</translation>
        </message>
        <message>
            <source>On the right alone NaN or Inf first appears at {n} layers: {layers}.</source>
            <translation>仅右侧有 NaN 或 Inf，最先出现在 {n} 个层：{layers}。</translation>
        </message>
        <message>
            <source>On the left alone NaN or Inf first appears at {n} layers: {layers}.</source>
            <translation>仅左侧有 NaN 或 Inf，最先出现在 {n} 个层：{layers}。</translation>
        </message>
        <message>
            <source>On the right alone NaN or Inf first appears at {layer} ({nan} NaN and {inf} Inf, first at index {index}) and goes on in 1 layer behind it.</source>
            <translation>仅右侧有 NaN 或 Inf，最先出现在 {layer}（{nan} 个 NaN 和 {inf} 个 Inf，首个位于索引 {index}），并延续到其后的 1 个层。</translation>
        </message>
        <message>
            <source>On the right alone NaN or Inf first appears at {layer} ({nan} NaN and {inf} Inf, first at index {index}) and goes on in {n} layers behind it.</source>
            <translation>仅右侧有 NaN 或 Inf，最先出现在 {layer}（{nan} 个 NaN 和 {inf} 个 Inf，首个位于索引 {index}），并延续到其后的 {n} 个层。</translation>
        </message>
        <message>
            <source>On the right alone NaN or Inf appears at {layer} ({nan} NaN and {inf} Inf, first at index {index}).</source>
            <translation>仅右侧有 NaN 或 Inf，出现在 {layer}（{nan} 个 NaN 和 {inf} 个 Inf，首个位于索引 {index}）。</translation>
        </message>
        <message>
            <source>On the left alone NaN or Inf first appears at {layer} ({nan} NaN and {inf} Inf, first at index {index}) and goes on in 1 layer behind it.</source>
            <translation>仅左侧有 NaN 或 Inf，最先出现在 {layer}（{nan} 个 NaN 和 {inf} 个 Inf，首个位于索引 {index}），并延续到其后的 1 个层。</translation>
        </message>
        <message>
            <source>On the left alone NaN or Inf first appears at {layer} ({nan} NaN and {inf} Inf, first at index {index}) and goes on in {n} layers behind it.</source>
            <translation>仅左侧有 NaN 或 Inf，最先出现在 {layer}（{nan} 个 NaN 和 {inf} 个 Inf，首个位于索引 {index}），并延续到其后的 {n} 个层。</translation>
        </message>
        <message>
            <source>On the left alone NaN or Inf appears at {layer} ({nan} NaN and {inf} Inf, first at index {index}).</source>
            <translation>仅左侧有 NaN 或 Inf，出现在 {layer}（{nan} 个 NaN 和 {inf} 个 Inf，首个位于索引 {index}）。</translation>
        </message>
        <message>
            <source>{names} and {n} more</source>
            <translation>{names} 以及另外 {n} 个</translation>
        </message>
        <message>
            <source>The error appears at single layers, each of which adds several times as much as any layer before it (in brackets, in % of the layer's signal): {layers}.</source>
            <translation>误差出现在个别层，其中每一层的新增误差都是其之前任何一层的数倍（括号内为占该层信号的百分比）：{layers}。</translation>
        </message>
        <message>
            <source>The error is there from {layer} on: {added} of its signal, and no layer before it was compared.</source>
            <translation>误差从 {layer} 起就已存在：占其信号的 {added}，且其之前没有对比过的层。</translation>
        </message>
        <message>
            <source>The error appears at one layer: {layer} adds {added} of its signal, no layer before it any.</source>
            <translation>误差出现在一个层：{layer} 的新增误差占其信号的 {added}，其之前各层均无新增误差。</translation>
        </message>
        <message>
            <source>The error appears at one layer: {layer} adds {added} of its signal, every layer before it at most {before}.</source>
            <translation>误差出现在一个层：{layer} 的新增误差占其信号的 {added}，其之前各层最多占 {before}。</translation>
        </message>
        <message>
            <source>The error slides: {n} layers add about {each} of their signal each, from {first} to {last}; of these {most} adds the most, {largest}.</source>
            <translation>误差逐渐累积：从 {first} 到 {last} 有 {n} 个层，每层新增误差约为其信号的 {each}；其中 {most} 新增最多，为 {largest}。</translation>
        </message>
        <message>
            <source>The error slides: {n} layers add about {each} of their signal each, from {first} to {last}; none of these stands out.</source>
            <translation>误差逐渐累积：从 {first} 到 {last} 有 {n} 个层，每层新增误差约为其信号的 {each}；其中没有特别突出的层。</translation>
        </message>
        <message>
            <source>Of {wrong} bad or broken layers {n} make their error themselves (in brackets, how many such layers follow without a better one between): {layers}.</source>
            <translation>{wrong} 个差或无法判定的层中，有 {n} 个自身产生误差（括号内为其后连续的此类层数）：{layers}。</translation>
        </message>
        <message>
            <source>{n} layers turn bad with error that came mostly with their inputs (in brackets, how many bad or broken layers follow without a better one between): {layers}. It built up before, among layers that are still warn.</source>
            <translation>有 {n} 个层变差，其误差主要来自输入（括号内为其后连续的差或无法判定的层数）：{layers}。误差此前已在仍为警告的层中累积。</translation>
        </message>
        <message>
            <source>One layer turns bad with error that came mostly with its inputs (in brackets, how many bad or broken layers follow without a better one between): {layers}. It built up before, among layers that are still warn.</source>
            <translation>有一个层变差，其误差主要来自输入（括号内为其后连续的差或无法判定的层数）：{layers}。误差此前已在仍为警告的层中累积。</translation>
        </message>
        <message>
            <source>1 more turns bad with error that came mostly with its inputs: {layers}.</source>
            <translation>另有 1 个层变差，其误差主要来自输入：{layers}。</translation>
        </message>
        <message>
            <source>{n} more turn bad with error that came mostly with their inputs: {layers}.</source>
            <translation>另有 {n} 个层变差，其误差主要来自输入：{layers}。</translation>
        </message>
        <message>
            <source>One layer with good inputs could not be read (in brackets, how many bad or broken layers follow without a better one between): {layers}.</source>
            <translation>有一个层输入正常，但文件无法读取（括号内为其后连续的差或无法判定的层数）：{layers}。</translation>
        </message>
        <message>
            <source>{n} layers with good inputs could not be read (in brackets, how many bad or broken layers follow without a better one between): {layers}.</source>
            <translation>有 {n} 个层输入正常，但文件无法读取（括号内为其后连续的差或无法判定的层数）：{layers}。</translation>
        </message>
        <message>
            <source>{layer} alone is bad or broken.</source>
            <translation>只有 {layer} 差或无法判定。</translation>
        </message>
        <message>
            <source>All {wrong} bad or broken layers go back to one: the error begins at {layer}.</source>
            <translation>全部 {wrong} 个差或无法判定的层都源于同一个层：误差从 {layer} 开始。</translation>
        </message>
        <message>
            <source>The error begins at {layer}; no bad or broken layer reads it, so that the others have origins of their own.</source>
            <translation>误差从 {layer} 开始；没有差或无法判定的层读取它，因此其他此类层各有其起点。</translation>
        </message>
        <message>
            <source>The error begins at {layer}: 1 of the {wrong} bad or broken layers follows from it.</source>
            <translation>误差从 {layer} 开始：{wrong} 个差或无法判定的层中有 1 个由它引起。</translation>
        </message>
        <message>
            <source>The error begins at {layer}: {n} of the {wrong} bad or broken layers follow from it.</source>
            <translation>误差从 {layer} 开始：{wrong} 个差或无法判定的层中有 {n} 个由它引起。</translation>
        </message>
        <message>
            <source>The data of the two runs ({layer}) are prepared differently: </source>
            <translation>两次运行的数据（{layer}）预处理不同: </translation>
        </message>
        <message>
            <source>The data of the two runs ({layer}) seem to be of another image: in no order of channels does the one resemble the other. A mapper's folder holds the last image of its list.</source>
            <translation>两次运行的数据（{layer}）似乎来自不同的图像：无论按何种通道顺序，两者都不相似。mapper 的文件夹中是其图像列表的最后一张。</translation>
        </message>
        <message>
            <source>the channels stand in the opposite order (BGR on one side, RGB on the other)</source>
            <translation>通道顺序相反（一侧为 BGR，另一侧为 RGB）</translation>
        </message>
        <message>
            <source>the right side is the left one plus {offset}: another mean is taken away</source>
            <translation>右侧等于左侧加 {offset}：减去的均值不同</translation>
        </message>
        <message>
            <source>the right side is the left one times {scale}</source>
            <translation>右侧等于左侧乘以 {scale}</translation>
        </message>
        <message>
            <source>the right side is the left one times {scale} plus {offset}</source>
            <translation>右侧等于左侧乘以 {scale} 再加 {offset}</translation>
        </message>
        <message>
            <source>the right side holds H×W×C where the left one holds C×H×W</source>
            <translation>右侧按 H×W×C 排列，而左侧按 C×H×W 排列</translation>
        </message>
        <message>
            <source>the right side is mirrored</source>
            <translation>右侧是镜像</translation>
        </message>
        <message>
            <source>the right side is upside down</source>
            <translation>右侧上下颠倒</translation>
        </message>
        <message>
            <source>the right side is turned clockwise by {degrees}°</source>
            <translation>右侧顺时针旋转了 {degrees}°</translation>
        </message>
        <message>
            <source>height and width are exchanged</source>
            <translation>高和宽互换</translation>
        </message>
        <message>
            <source>the left side is multiplied by {scale} before the mean {mean} is taken away, the right side after</source>
            <translation>左侧先乘以 {scale} 再减去均值 {mean}，右侧则先减后乘</translation>
        </message>
        <message>
            <source>the right side is multiplied by {scale} before the mean {mean} is taken away, the left side after</source>
            <translation>右侧先乘以 {scale} 再减去均值 {mean}，左侧则先减后乘</translation>
        </message>
        <message>
            <source>The error goes away again at {layers}: it is good, and so is all that follows it.</source>
            <translation>误差在 {layers} 处消失：该层良好，其后各层也都良好。</translation>
        </message>
        <message>
            <source>The error goes away again at {n} layers: {layers}. They are good, and so is all that follows them.</source>
            <translation>误差在 {n} 个层处消失：{layers}。这些层良好，其后各层也都良好。</translation>
        </message>
        <message>
            <source>The hex of the right run was read as {read_as} and fits {fits}: {n} of {all} pairs are off by that power of two. Set the hex format to {fits} and compare again.</source>
            <translation>右侧运行的十六进制数按 {read_as} 读取，但符合 {fits}：{all} 对中有 {n} 对正好相差这个 2 的幂。请将十六进制格式设为 {fits} 后重新比较。</translation>
        </message>
        <message>
            <source>The hex of the left run was read as {read_as} and fits {fits}: {n} of {all} pairs are off by that power of two. Set the hex format to {fits} and compare again.</source>
            <translation>左侧运行的十六进制数按 {read_as} 读取，但符合 {fits}：{all} 对中有 {n} 对正好相差这个 2 的幂。请将十六进制格式设为 {fits} 后重新比较。</translation>
        </message>
        <message>
            <source>{layer} ({cause})</source>
            <translation>{layer}（{cause}）</translation>
        </message>
        <message>
            <source>Good by its cosine, and yet not right: {layers}.</source>
            <translation>按余弦相似度为良好，但其实不对：{layers}。</translation>
        </message>
        <message>
            <source>{n} layers are good by their cosine, and yet not right: {layers}.</source>
            <translation>{n} 个层按余弦相似度为良好，但其实不对：{layers}。</translation>
        </message>
        <message>
            <source>{n} inputs differ although what should have written them agrees: {inputs}. They are matched wrongly, or these layers read something else.</source>
            <translation>有 {n} 个输入不一致，而写入它们的层的输出却一致：{inputs}。可能是配对有误，或这些层读取的是别的数据。</translation>
        </message>
        <message>
            <source>{input} has another length on either side although what {producer} writes agrees: it is matched wrongly, or {layer} reads something else.</source>
            <translation>{input} 在两侧长度不同，而 {producer} 写入的数据却一致：可能是配对有误，或 {layer} 读取的是别的数据。</translation>
        </message>
        <message>
            <source>{input} holds NaN or Inf on one side although what {producer} writes agrees: it is matched wrongly, or {layer} reads something else.</source>
            <translation>{input} 在一侧含有 NaN 或 Inf，而 {producer} 写入的数据却一致：可能是配对有误，或 {layer} 读取的是别的数据。</translation>
        </message>
        <message>
            <source>{input} differs (cosine {cosine}) although what {producer} writes agrees: it is matched wrongly, or {layer} reads something else.</source>
            <translation>{input} 不一致（余弦相似度 {cosine}），而 {producer} 写入的数据却一致：可能是配对有误，或 {layer} 读取的是别的数据。</translation>
        </message>
        <message>
            <source>{name} in {folder} is a folder, expected a dump: if the dump lies in it, move it out.</source>
            <translation>{folder} 中的 {name} 是文件夹，而此处应为转储文件：如果转储文件在该文件夹内，请将其移出。</translation>
        </message>
        <message>
            <source>{n} entries of {folder} are folders, expected dumps, for example {name}: if the dumps lie in them, move them out.</source>
            <translation>{folder} 中有 {n} 项是文件夹，而此处应为转储文件，例如 {name}：如果转储文件在这些文件夹内，请将其移出。</translation>
        </message>
        <message>
            <source>{unused} holds the same blob as {used} in {folder}; only the latter was used.</source>
            <translation>{folder} 中的 {unused} 与 {used} 是同一个 blob；只使用了后者。</translation>
        </message>
        <message>
            <source>{n} files in {folder} hold the same blob as another one there and were not used, for example {unused}: {used} was.</source>
            <translation>{folder} 中有 {n} 个文件与其他文件是同一个 blob，未被使用，例如 {unused}：已使用 {used}。</translation>
        </message>
        <message>
            <source>Nothing was paired, because the names are ambiguous: {cause}; pick pairs by hand.</source>
            <translation>由于名称有歧义，没有配成任何层对：{cause}；请手动配对。</translation>
        </message>
        <message>
            <source>A blob is ambiguous and was not paired: {cause}; pick a pair by hand.</source>
            <translation>有一个 blob 存在歧义，未配对：{cause}；请手动配对。</translation>
        </message>
        <message>
            <source>{n} blobs are ambiguous and were not paired, for example: {cause}; pick pairs by hand.</source>
            <translation>有 {n} 个 blob 存在歧义，未配对，例如：{cause}；请手动配对。</translation>
        </message>
        <message>
            <source>Id {id} of segment {segment} stands twice or more in {dot} ({layers}), so it cannot be told which layer {file} holds.</source>
            <translation>段 {segment} 的 id {id} 在 {dot} 中出现两次或更多（{layers}），无法确定 {file} 属于哪一层。</translation>
        </message>
        <message>
            <source>{n} ids stand twice or more in {dot}, for example id {id} of segment {segment} ({layers}): it cannot be told which layer {file} holds.</source>
            <translation>有 {n} 个 id 在 {dot} 中出现两次或更多，例如段 {segment} 的 id {id}（{layers}）：无法确定 {file} 属于哪一层。</translation>
        </message>
        <message>
            <source>the dot</source>
            <translation>dot 文件</translation>
        </message>
        <message>
            <source>{file} knows {known} of the {n} dumps compared: it looks like another net's; choose the one these runs were made with.</source>
            <translation>{file} 只认识所对比的 {n} 个转储文件中的 {known} 个：它似乎属于另一个网络；请选择生成这两次运行所用的文件。</translation>
        </message>
        <message>
            <source>{right} has no partner for {names}, which met one in another right run.</source>
            <translation>{names} 在 {right} 中没有配对文件，但在另一个右侧运行中有。</translation>
        </message>
        <message>
            <source>{right} has no partner for {n} left files that met one in another right run: {names}.</source>
            <translation>有 {n} 个左侧文件在 {right} 中没有配对文件，但在另一个右侧运行中有：{names}。</translation>
        </message>
        <message>
            <source>{right} has no partner for {n} left files that met one in another right run, for example {names}.</source>
            <translation>有 {n} 个左侧文件在 {right} 中没有配对文件，但在另一个右侧运行中有，例如 {names}。</translation>
        </message>
        <message>
            <source>One run seems to be named by layers, the other by blobs, and in this net some names are a layer's and also the blob's of another one: the pairs made by such a name may not be of the same blob ({names}).</source>
            <translation>一侧似乎按层命名，另一侧似乎按 blob 命名，而该网络中某些名称既是一个层的名称，又是另一个层的 blob 的名称：按这类名称配成的层对可能不是同一个 blob（{names}）。</translation>
        </message>
        <message>
            <source>The same holds for {layers}.</source>
            <translation>{layers} 也是如此。</translation>
        </message>
        <message>
            <source>The result of {layer} is off by {difference}: it is a Power layer with a shift of exactly 1.0, which the GPU mapper does not add; write 1.0001 for it.</source>
            <translation>{layer} 的结果偏差为 {difference}：它是 shift 恰好为 1.0 的 Power 层，GPU 版 mapper 不会加上该值；请改写为 1.0001。</translation>
        </message>
        <message>
            <source>The results of {layers} are off by about -1: they are Power layers with a shift of exactly 1.0, which the GPU mapper does not add; write 1.0001 for it.</source>
            <translation>{layers} 的结果偏差约为 -1：它们是 shift 恰好为 1.0 的 Power 层，GPU 版 mapper 不会加上该值；请改写为 1.0001。</translation>
        </message>
        <message>
            <source>It reports the same blob as {file}, which was used instead.</source>
            <translation>它与 {file} 是同一个 blob，已使用后者。</translation>
        </message>
        <message>
            <source>It belongs to {node}, whose value {file} holds and which is paired already.</source>
            <translation>它属于 {node}，其数值在已配对的 {file} 中。</translation>
        </message>
        <message>
            <source>The other run has files of {layer}, but none for this {kind} {index} that is still free.</source>
            <translation>另一侧有 {layer} 的文件，但没有尚未配对的 {kind} {index}。</translation>
        </message>
        <message>
            <source>The other run's names carry layers' ids: give the mapper's cnn_net_tree.dot.</source>
            <translation>另一侧的文件名带有层 id：请提供 mapper 生成的 cnn_net_tree.dot。</translation>
        </message>
        <message>
            <source>The other run has no file of {layer}; if its blob bears another name, the prototxt tells.</source>
            <translation>另一侧没有 {layer} 的文件；如果其 blob 使用了别的名称，请提供 prototxt。</translation>
        </message>
        <message>
            <source>The other run has no file of {layer}.</source>
            <translation>另一侧没有 {layer} 的文件。</translation>
        </message>
        <message>
            <source>Its name carries a layer's id, not its name: give the mapper's cnn_net_tree.dot.</source>
            <translation>其文件名只带层 id，不带层名：请提供 mapper 生成的 cnn_net_tree.dot。</translation>
        </message>
        <message>
            <source>Ambiguous: id {id} of segment {segment} stands {n} times in the dot ({layers}); pick a pair by hand.</source>
            <translation>有歧义：段 {segment} 的 id {id} 在 dot 文件中出现 {n} 次（{layers}）；请手动配对。</translation>
        </message>
        <message>
            <source>Id {id} of segment {segment} is not in the dot.</source>
            <translation>dot 文件中没有段 {segment} 的 id {id}。</translation>
        </message>
        <message>
            <source>By the dot it holds {layer}, of which the other run has no free file.</source>
            <translation>根据 dot 文件，它是 {layer} 的数据，但另一侧没有该层尚未配对的文件。</translation>
        </message>
        <message>
            <source>Ambiguous: {cause}; pick a pair by hand.</source>
            <translation>有歧义：{cause}；请手动配对。</translation>
        </message>
        <message>
            <source>the network has {n} layers that write {blob} ({layers}), so {left} and {right} need not be of the same one</source>
            <translation>该网络有 {n} 个层写入 {blob}（{layers}），因此 {left} 与 {right} 不一定属于同一层</translation>
        </message>
        <message>
            <source>{files} of the same run all fit {partner}</source>
            <translation>同一次运行的 {files} 都与 {partner} 相符</translation>
        </message>
        <message>
            <source>{file} could meet any of {files}</source>
            <translation>{file} 可与 {files} 中的任意一个配对</translation>
        </message>
        <message>
            <source>{file} and {partner} fit, but other files fit one of them as well or better</source>
            <translation>{file} 与 {partner} 相符，但还有其他文件与其中之一同样相符或更相符</translation>
        </message>
        <message>
            <source>The left file holds {left} numbers, the right {right}: nothing was compared.</source>
            <translation>左侧文件有 {left} 个数，右侧文件有 {right} 个数：未作对比。</translation>
        </message>
        <message>
            <source>The larger one has one row or column more: Caffe pools with ceil, others with floor.</source>
            <translation>较大的一侧多一行或一列：Caffe 的池化向上取整(ceil)，其他框架向下取整(floor)。</translation>
        </message>
        <message>
            <source>The left one is {n} times as long: it may hold a batch of {n}.</source>
            <translation>左侧长度是右侧的 {n} 倍：可能包含一个大小为 {n} 的 batch。</translation>
        </message>
        <message>
            <source>The right one is {n} times as long: it may hold a batch of {n}.</source>
            <translation>右侧长度是左侧的 {n} 倍：可能包含一个大小为 {n} 的 batch。</translation>
        </message>
        <message>
            <source>No element is finite on both sides: {left} on the left, {right} on the right.</source>
            <translation>没有两侧均为有限值的元素：左侧 {left}，右侧 {right}。</translation>
        </message>
        <message>
            <source>NaN or Inf does not stand in the same places on both sides: {left} on the left, {right} on the right.</source>
            <translation>两侧 NaN 或 Inf 的位置不同：左侧 {left}，右侧 {right}。</translation>
        </message>
        <message>
            <source>Both sides hold NaN or Inf in the same places: {left} on the left, {right} on the right; the other elements were judged.</source>
            <translation>两侧在相同位置有 NaN 或 Inf：左侧 {left}，右侧 {right}；已根据其余元素判定。</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>{nan} NaN and {inf} Inf, first at index {index}</source>
            <translation>{nan} 个 NaN 和 {inf} 个 Inf，首个位于索引 {index}</translation>
        </message>
        <message>
            <source>{file} holds {elements} numbers, its name says {stated}.</source>
            <translation>{file} 有 {elements} 个数，而文件名标明 {stated}。</translation>
        </message>
        <message>
            <source>{file} holds {elements} numbers, {n} times the {stated} of its name: it may be a batch of {n}.</source>
            <translation>{file} 有 {elements} 个数，是文件名所标 {stated} 的 {n} 倍：可能是大小为 {n} 的 batch。</translation>
        </message>
        <message>
            <source>{n} of the {total} pairs made through {dot} differ in length: its ids seem to be of another numbering (cnn_net_tree_org.dot and _gv.dot count differently than cnn_net_tree.dot).</source>
            <translation>通过 {dot} 配成的 {total} 个层对中有 {n} 个长度不同：其 id 似乎采用了另一种编号（cnn_net_tree_org.dot 和 _gv.dot 的编号与 cnn_net_tree.dot 不同）。</translation>
        </message>
        <message>
            <source>Cosine similarity</source>
            <translation>余弦相似度</translation>
        </message>
        <message>
            <source>Max absolute error</source>
            <translation>最大绝对误差</translation>
        </message>
        <message>
            <source>Relative Euclidean distance</source>
            <translation>相对欧氏距离</translation>
        </message>
        <message>
            <source>SQNR (dB)</source>
            <translation>SQNR (dB)</translation>
        </message>
        <message>
            <source>Centred cosine</source>
            <translation>去均值余弦相似度</translation>
        </message>
        <message>
            <source>Mean absolute error</source>
            <translation>平均绝对误差</translation>
        </message>
        <message>
            <source>Root mean square error</source>
            <translation>均方根误差</translation>
        </message>
        <message>
            <source>Added error</source>
            <translation>新增误差</translation>
        </message>
        <message>
            <source>Left mean</source>
            <translation>左侧均值</translation>
        </message>
        <message>
            <source>Left deviation</source>
            <translation>左侧标准差</translation>
        </message>
        <message>
            <source>Right mean</source>
            <translation>右侧均值</translation>
        </message>
        <message>
            <source>Right deviation</source>
            <translation>右侧标准差</translation>
        </message>
        <message>
            <source>{file} is no dump: expected a name that ends in .hex or .float; choose another</source>
            <translation>{file} 不是转储文件：文件名应以 .hex 或 .float 结尾；请另选文件</translation>
        </message>
        <message>
            <source>{file} cannot be written: expected a name that ends in .float or .npy</source>
            <translation>无法写入 {file}：文件名应以 .float 或 .npy 结尾</translation>
        </message>
        <message>
            <source>{file} would overwrite itself; choose another name or folder to convert to</source>
            <translation>{file} 会覆盖自身；请为转换结果另选文件名或文件夹</translation>
        </message>
        <message>
            <source>{file} cannot be written ({reason}); check the folder, the disk and your rights</source>
            <translation>无法写入 {file}（{reason}）；请检查文件夹、磁盘和权限</translation>
        </message>
        <message>
            <source>{folder}: there is no such folder; choose one that holds dumps</source>
            <translation>文件夹 {folder} 不存在；请选择包含转储文件的文件夹</translation>
        </message>
        <message>
            <source>{folder} is a file, expected a folder of dumps; choose the folder it lies in</source>
            <translation>{folder} 是文件，而此处应为转储文件夹；请选择它所在的文件夹</translation>
        </message>
        <message>
            <source>{folder} may not be listed: permission denied; ask for the right to read it or copy it elsewhere</source>
            <translation>无法列出 {folder}：权限不足；请申请读取权限，或将其复制到别处</translation>
        </message>
        <message>
            <source>{folder} cannot be listed ({reason}); check the path and the drive</source>
            <translation>无法列出 {folder}（{reason}）；请检查路径和驱动器</translation>
        </message>
        <message>
            <source>hex format {text!r} is too wide: files hold at most 8 hex digits, which are 32 bits, not {bits}; give one such as 20.12</source>
            <translation>hex 格式 {text!r} 太宽：文件最多 8 位十六进制数，即 32 位，而不是 {bits} 位；请使用 20.12 这样的格式</translation>
        </message>
        <message>
            <source>hex format {text!r} is not I.F: expected integer bits (with the sign) and fraction bits such as 20.12, at least one integer bit and at most 32 together</source>
            <translation>hex 格式 {text!r} 不是 I.F 形式：应为整数位数（含符号位）和小数位数，例如 20.12，整数位至少 1 位，两者合计最多 32 位</translation>
        </message>
        <message>
            <source>output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>input</source>
            <translation>输入</translation>
        </message>
        <message>
            <source>weight</source>
            <translation>权重</translation>
        </message>
        <message>
            <source>bias</source>
            <translation>偏置</translation>
        </message>
        <message>
            <source>{file} holds no numbers: expected one number a line; dump it again</source>
            <translation>{file} 中没有数值：应为每行一个数；请重新转储</translation>
        </message>
        <message>
            <source>{file} holds logarithmic codes, which need the data_delta of its layer; choose the cnn_net_tree.dot of this run that has data_delta in it</source>
            <translation>{file} 为对数编码，需要其所在层的 data_delta；请选择本次运行的、含有 data_delta 的 cnn_net_tree.dot</translation>
        </message>
        <message>
            <source>{file} seems cut off at line {line}: expected a whole number, found {found!r} at the end; check for a full disk and dump it again</source>
            <translation>{file} 似乎在第 {line} 行被截断：应为完整的数值，而末尾是 {found!r}；请检查磁盘是否已满，然后重新转储</translation>
        </message>
        <message>
            <source>{file}, line {line}: expected a number of the hex format {format}, found {found!r}, which does not fit {format}; set the hex format the run was made with</source>
            <translation>{file} 第 {line} 行：应为 hex 格式 {format} 的数值，实际为 {found!r}，超出 {format} 的范围；请设置本次运行所用的 hex 格式</translation>
        </message>
        <message>
            <source>{file}, line {line}: expected a logarithmic code of 2 or 4 hex digits, found {found!r}; name the file .linear.hex if it holds fixed point, else dump it again</source>
            <translation>{file} 第 {line} 行：应为 2 位或 4 位十六进制的对数编码，实际为 {found!r}；如果是定点数，请将文件命名为 .linear.hex，否则请重新转储</translation>
        </message>
        <message>
            <source>{file}, line {line}: expected 1 to 8 hex digits, found {found!r}; name the file .float if it holds decimal text, else dump it again</source>
            <translation>{file} 第 {line} 行：应为 1 到 8 位十六进制数，实际为 {found!r}；如果是十进制文本，请将文件命名为 .float，否则请重新转储</translation>
        </message>
        <message>
            <source>{file}, line {line}: expected a decimal number, found {found!r}, which looks like hex; name the file .linear.hex if it holds fixed point</source>
            <translation>{file} 第 {line} 行：应为十进制数，实际为 {found!r}，像是十六进制；如果是定点数，请将文件命名为 .linear.hex</translation>
        </message>
        <message>
            <source>{file}, line {line}: expected a decimal number, found {found!r}; correct the line or dump the file again</source>
            <translation>{file} 第 {line} 行：应为十进制数，实际为 {found!r}；请修正该行或重新转储</translation>
        </message>
        <message>
            <source>it is a device</source>
            <translation>它是设备文件</translation>
        </message>
        <message>
            <source>it is a pipe that nobody writes into</source>
            <translation>它是没有写入方的管道</translation>
        </message>
        <message>
            <source>{file}, line {line}: expected text, found NUL bytes, so the file is damaged; dump it again</source>
            <translation>{file} 第 {line} 行：应为文本，却发现 NUL 字节，文件已损坏；请重新转储</translation>
        </message>
        <message>
            <source>it is a device or a pipe</source>
            <translation>它是设备文件或管道</translation>
        </message>
        <message>
            <source>{file} is empty: expected one number a line; dump it again</source>
            <translation>{file} 是空文件：应为每行一个数；请重新转储</translation>
        </message>
        <message>
            <source>{file} is UTF-16 text: expected ASCII or UTF-8; save it again as UTF-8</source>
            <translation>{file} 是 UTF-16 文本：应为 ASCII 或 UTF-8；请另存为 UTF-8</translation>
        </message>
        <message>
            <source>{file}, line {line}: expected a number, found more than {count} characters without a space or line end; check that it is a dump</source>
            <translation>{file} 第 {line} 行：应为数值，却发现超过 {count} 个字符没有空格或换行；请确认它是转储文件</translation>
        </message>
        <message>
            <source>{file} was written to while it was read; wait until it is written and compare again</source>
            <translation>{file} 在读取过程中被写入；请等待写入完成后重新对比</translation>
        </message>
        <message>
            <source>{file} changed while it was read: expected {size} bytes, found {found}; wait until it is written and compare again</source>
            <translation>{file} 在读取过程中发生变化：应为 {size} 字节，实际为 {found} 字节；请等待写入完成后重新对比</translation>
        </message>
        <message>
            <source>{file} is no longer there; scan the folder again</source>
            <translation>{file} 已不存在；请重新扫描文件夹</translation>
        </message>
        <message>
            <source>{file} is a folder, expected a dump file; choose a file</source>
            <translation>{file} 是文件夹，而此处应为转储文件；请选择文件</translation>
        </message>
        <message>
            <source>{file} may not be read: permission denied, or another program holds it; close that program or ask for the right to read it</source>
            <translation>无法读取 {file}：权限不足，或被其他程序占用；请关闭该程序，或申请读取权限</translation>
        </message>
        <message>
            <source>{file} cannot be read ({reason}); check the path and the drive</source>
            <translation>无法读取 {file}（{reason}）；请检查路径和驱动器</translation>
        </message>
        <message>
            <source>{file} holds logarithmic weights with an offset that is in no file but {anti}; put that file beside it</source>
            <translation>{file} 为对数编码的权重，其偏移量只能由 {anti} 推算；请将该文件放在同一文件夹</translation>
        </message>
        <message>
            <source>{file} holds {count} weights, but {anti} beside it holds {found}; dump both files again</source>
            <translation>{file} 有 {count} 个权重，而同一文件夹的 {anti} 有 {found} 个；请重新转储这两个文件</translation>
        </message>
        <message>
            <source>{file}: no offset makes its logarithmic weights agree with {anti}: expected {expected:.6g}, found {found:.6g} at number {number}; dump both files again</source>
            <translation>{file}：没有任何偏移量能使其对数权重与 {anti} 一致：第 {number} 个数应为 {expected:.6g}，实际为 {found:.6g}；请重新转储这两个文件</translation>
        </message>
        <message>
            <source>a dot file</source>
            <translation>dot 文件</translation>
        </message>
        <message>
            <source>a dot file that begins with digraph</source>
            <translation>以 digraph 开头的 dot 文件</translation>
        </message>
        <message>
            <source>{file}, line {line}: expected nodes in the digraph, found none; choose the cnn_net_tree.dot of the net</source>
            <translation>{file} 第 {line} 行：digraph 中应有节点，实际没有；请选择该网络的 cnn_net_tree.dot</translation>
        </message>
        <message>
            <source>"}}" for the "{{" of line {line}</source>
            <translation>与第 {line} 行的 "{{" 对应的 "}}"</translation>
        </message>
        <message>
            <source>at most {limit} edges</source>
            <translation>最多 {limit} 条边</translation>
        </message>
        <message>
            <source>a node, an edge or a closing brace</source>
            <translation>节点、边或右花括号</translation>
        </message>
        <message>
            <source>a node id without quotes inside</source>
            <translation>内部不含引号的节点 id</translation>
        </message>
        <message>
            <source>at most {limit} subgraphs inside each other</source>
            <translation>最多 {limit} 层嵌套的子图</translation>
        </message>
        <message>
            <source>an attribute or "]" for the "[" of line {line}</source>
            <translation>属性，或与第 {line} 行的 "[" 对应的 "]"</translation>
        </message>
        <message>
            <source>a value after "="</source>
            <translation>"=" 之后的值</translation>
        </message>
        <message>
            <source>a closing "&gt;"</source>
            <translation>右尖括号 "&gt;"</translation>
        </message>
        <message>
            <source>an opening brace</source>
            <translation>左花括号</translation>
        </message>
        <message>
            <source>the end of this comment</source>
            <translation>该注释的结尾</translation>
        </message>
        <message>
            <source>a closing quote for this one</source>
            <translation>与此引号对应的右引号</translation>
        </message>
        <message>
            <source>… {count} layers</source>
            <translation>… {count} 个层</translation>
        </message>
        <message>
            <source>{count} × {types} · {layers} layers</source>
            <translation>{count} × {types} · {layers} 层</translation>
        </message>
        <message>
            <source>drawing was cancelled</source>
            <translation>绘制已取消</translation>
        </message>
        <message>
            <source>Graphviz gave an answer that does not fit</source>
            <translation>Graphviz 返回的结果不符</translation>
        </message>
        <message>
            <source>{nodes} nodes and {edges} edges are too many for Graphviz</source>
            <translation>{nodes} 个节点和 {edges} 条边，超出 Graphviz 的处理能力</translation>
        </message>
        <message>
            <source>the edges reach too far for Graphviz</source>
            <translation>边的跨度超出 Graphviz 的处理能力</translation>
        </message>
        <message>
            <source>the edges are too dense for Graphviz</source>
            <translation>边过于密集，Graphviz 无法处理</translation>
        </message>
        <message>
            <source>Graphviz could not be started ({reason})</source>
            <translation>无法启动 Graphviz（{reason}）</translation>
        </message>
        <message>
            <source>Graphviz needed more than {seconds:g} s</source>
            <translation>Graphviz 用时超过 {seconds:g} s</translation>
        </message>
        <message>
            <source>Graphviz failed with exit status {status}</source>
            <translation>Graphviz 运行失败，退出状态为 {status}</translation>
        </message>
        <message>
            <source>The network is shown as a list: {reason}</source>
            <translation>网络以列表形式显示：{reason}</translation>
        </message>
        <message>
            <source>The network is arranged in a simpler way: {reason}</source>
            <translation>网络采用较简单的布局：{reason}</translation>
        </message>
        <message>
            <source>{file}, layer {layer}: expected a whole number for {field}, found {found!r}; correct the file or choose another one</source>
            <translation>{file} 的层 {layer}：{field} 应为整数，实际为 {found!r}；请修正该文件或另选一个</translation>
        </message>
        <message>
            <source>a field name or "{closer}"</source>
            <translation>字段名或 "{closer}"</translation>
        </message>
        <message>
            <source>a field name such as layer</source>
            <translation>字段名，例如 layer</translation>
        </message>
        <message>
            <source>":" or "{{" after {name}</source>
            <translation>{name} 之后的 ":" 或 "{{"</translation>
        </message>
        <message>
            <source>a value for {name}</source>
            <translation>{name} 的值</translation>
        </message>
        <message>
            <source>at most {limit} messages inside each other</source>
            <translation>最多 {limit} 层嵌套的消息</translation>
        </message>
        <message>
            <source>the name of an extension</source>
            <translation>扩展名称</translation>
        </message>
        <message>
            <source>"]" after the name of an extension</source>
            <translation>扩展名称之后的 "]"</translation>
        </message>
        <message>
            <source>a closing {quote} on the same line</source>
            <translation>同一行内与之对应的 {quote}</translation>
        </message>
        <message>
            <source>"{closer}" for the "{opener}" of line {line}</source>
            <translation>与第 {line} 行的 "{opener}" 对应的 "{closer}"</translation>
        </message>
        <message>
            <source>layer {layer} reads blob {blob}, which no layer writes</source>
            <translation>层 {layer} 读取 blob {blob}，但没有层写入它</translation>
        </message>
        <message>
            <source>{layer} is a Convolution in {group} groups that is marked _hp: from this layer on the mapper's results lose their precision.</source>
            <translation>{layer} 是分为 {group} 组且带有 _hp 标记的 Convolution：从该层起，mapper 的结果精度下降。</translation>
        </message>
        <message>
            <source>Make it a DepthwiseConv, on which _hp works.</source>
            <translation>请改为 DepthwiseConv，_hp 对其有效。</translation>
        </message>
        <message>
            <source>Leave off _hp; or, where its input has {group} channels as well, make it a DepthwiseConv, on which _hp works.</source>
            <translation>请去掉 _hp；如果其输入也有 {group} 个通道，也可改为 DepthwiseConv，_hp 对其有效。</translation>
        </message>
        <message>
            <source>Leave off _hp.</source>
            <translation>请去掉 _hp。</translation>
        </message>
        <message>
            <source>{layer} is marked _hp, which does nothing: a {type} layer has no weights.</source>
            <translation>{layer} 带有 _hp 标记，但不起作用：{type} 层没有权重。</translation>
        </message>
        <message>
            <source>Leave off _hp; mark the layer with weights that feeds it instead.</source>
            <translation>请去掉 _hp；改为标记向它提供输入的带权重的层。</translation>
        </message>
        <message>
            <source>The net has {n} outputs ({blobs}, …), but the mapper takes {most} at most in a segment.</source>
            <translation>该网络有 {n} 个输出（{blobs}, …），而 mapper 每段最多支持 {most} 个。</translation>
        </message>
        <message>
            <source>A part of the net between its CPU layers has {n} outputs ({blobs}, …), but the mapper takes {most} at most in a segment.</source>
            <translation>该网络中 CPU 层之间的一部分有 {n} 个输出（{blobs}, …），而 mapper 每段最多支持 {most} 个。</translation>
        </message>
        <message>
            <source>Join outputs of equal height and width with Concat, the cut-off ends of Slices too, and take _report off tops that need not be seen.</source>
            <translation>请用 Concat 合并高和宽相同的输出，包括 Slice 切下的部分，并去掉无需查看的 top 上的 _report。</translation>
        </message>
        <message>
            <source>{layer} makes {caffe} of {size} in Caffe, which rounds up, and {torch} in PyTorch, which rounds down: a net trained in PyTorch gives other values here.</source>
            <translation>{layer} 的输入为 {size} 时，Caffe 向上取整，得到 {caffe}；PyTorch 向下取整，得到 {torch}：用 PyTorch 训练的网络在此处的数值会不同。</translation>
        </message>
        <message>
            <source>If the net was trained in PyTorch, cut off the last {what} with Slice (other padding would change values), or train with ceil_mode=True; what is cut off counts as an output of its segment.</source>
            <translation>如果网络是用 PyTorch 训练的，请用 Slice 切掉最后的{what}（改变填充(padding)会改变数值），或用 ceil_mode=True 训练；切下的部分计为所在段的一个输出。</translation>
        </message>
        <message>
            <source>column</source>
            <translation>一列</translation>
        </message>
        <message>
            <source>row</source>
            <translation>一行</translation>
        </message>
        <message>
            <source>row and column</source>
            <translation>一行和一列</translation>
        </message>
        <message>
            <source>{layer} is a Power layer with a shift of exactly 1.0, which the GPU mapper does not add: its result may be off by -1.</source>
            <translation>{layer} 是 shift 恰好为 1.0 的 Power 层，GPU 版 mapper 不会加上该值：其结果的偏差可能为 -1。</translation>
        </message>
        <message>
            <source>{layer} is a Power layer with a shift of exactly 1.0, which the GPU mapper does not add: its result may be wrong.</source>
            <translation>{layer} 是 shift 恰好为 1.0 的 Power 层，GPU 版 mapper 不会加上该值：其结果可能有误。</translation>
        </message>
        <message>
            <source>Write 1.0001 for the shift, which is added.</source>
            <translation>请将 shift 写为 1.0001，该值会被加上。</translation>
        </message>
        <message>
            <source>{layer} is of type {type}, which NNIE does not support.</source>
            <translation>{layer} 的类型为 {type}，NNIE 不支持。</translation>
        </message>
        <message>
            <source>Make it a ReLU, which gives the same where no value is above 6, and train on where some are; built from Threshold, Power and Eltwise it would take three times as long.</source>
            <translation>请改为 ReLU：没有数值大于 6 时结果相同；有数值大于 6 时请继续训练。用 Threshold、Power 和 Eltwise 搭建则耗时为三倍。</translation>
        </message>
        <message>
            <source>{layers} together stand in for relu6, which takes three times as long.</source>
            <translation>{layers} 共同代替 relu6，耗时为三倍。</translation>
        </message>
        <message>
            <source>Try a ReLU in their place: it gives the same where no value is above 6; where some are, train on with it.</source>
            <translation>请尝试用一个 ReLU 代替它们：没有数值大于 6 时结果相同；有数值大于 6 时请用它继续训练。</translation>
        </message>
        <message>
            <source>a prototxt file</source>
            <translation>prototxt 文件</translation>
        </message>
        <message>
            <source>{file} is no prototxt network: expected layer {{ … }} blocks, found none; choose the prototxt that describes the layers of the net</source>
            <translation>{file} 不是 prototxt 网络：应有 layer {{ … }} 块，实际没有；请选择描述该网络各层的 prototxt</translation>
        </message>
        <message>
            <source>{file} is no network that can be run: expected layers for the TEST phase, found only such for TRAIN or for another level or stage; choose the deploy prototxt of the net</source>
            <translation>{file} 不是可运行的网络：应有 TEST 阶段的层，实际只有 TRAIN 阶段或其他 level、stage 的层；请选择该网络的 deploy prototxt</translation>
        </message>
        <message>
            <source>{file} cannot be read: {reason}; expected {expected}, check the path and its permissions</source>
            <translation>无法读取 {file}：{reason}；此处应为{expected}，请检查路径及其权限</translation>
        </message>
        <message>
            <source>{file} is no network: expected {expected} of at most {limit} MiB, found a larger file; choose the text file that describes the net</source>
            <translation>{file} 不是网络文件：应为不超过 {limit} MiB 的{expected}，而该文件更大；请选择描述网络的文本文件</translation>
        </message>
        <message>
            <source>{file} is no network: expected {expected}, found binary data; choose the text file that describes the net</source>
            <translation>{file} 不是网络文件：应为{expected}，实际是二进制数据；请选择描述网络的文本文件</translation>
        </message>
        <message>
            <source>{file}, line {line}: expected {expected}, found {found}; correct the file or choose another one</source>
            <translation>{file} 第 {line} 行：此处应为{expected}，实际为 {found}；请修正该文件或另选一个</translation>
        </message>
        <message>
            <source>the end of the file</source>
            <translation>文件结尾</translation>
        </message>
        <message>
            <source>{shown} of {pairs} pairs shown</source>
            <translation>显示 {shown} / {pairs} 个层对</translation>
        </message>
        <message>
            <source>… {count} more</source>
            <translation>… 还有 {count} 个</translation>
        </message>
        <message>
            <source>no data</source>
            <translation>无数据</translation>
        </message>
        <message>
            <source>right {run}</source>
            <translation>右侧 {run}</translation>
        </message>
        <message>
            <source>Comparison of two runs</source>
            <translation>两次运行的对比</translation>
        </message>
        <message>
            <source>Comparison of {n} runs</source>
            <translation>{n} 次运行的对比</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>左侧</translation>
        </message>
        <message>
            <source>Right {run}</source>
            <translation>右侧 {run}</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>右侧</translation>
        </message>
        <message>
            <source>Prototxt</source>
            <translation>prototxt</translation>
        </message>
        <message>
            <source>Dot</source>
            <translation>dot 文件</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>网络</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>Compared</source>
            <translation>对比内容</translation>
        </message>
        <message>
            <source>Linear hex</source>
            <translation>线性 hex</translation>
        </message>
        <message>
            <source>cosine below {cosine}, relative distance above {red}</source>
            <translation>余弦低于 {cosine}，相对距离高于 {red}</translation>
        </message>
        <message>
            <source>Marked</source>
            <translation>标红条件</translation>
        </message>
        <message>
            <source>Not one pair of dumps was found.</source>
            <translation>没有找到任何转储文件层对。</translation>
        </message>
        <message>
            <source>Look at {layer} first: it is good by its cosine, and yet not right.</source>
            <translation>请先看 {layer}：按余弦相似度为良好，但其实不对。</translation>
        </message>
        <message>
            <source>Look at {layer} first: nothing that feeds it is bad or broken.</source>
            <translation>请先查看 {layer}：它的各个输入都没有变差，也没有无法判定的。</translation>
        </message>
        <message>
            <source>Look at {layer} first.</source>
            <translation>请先看 {layer}。</translation>
        </message>
        <message>
            <source>Some pairs are bad or broken. Which to look at first is known once the network is: give its prototxt or dot.</source>
            <translation>有些层对差或无法判定。有了网络才能确定首先要看的层：请提供 prototxt 或 dot 文件。</translation>
        </message>
        <message>
            <source>Some pairs are bad or broken.</source>
            <translation>有些层对差或无法判定。</translation>
        </message>
        <message>
            <source>Every pair is good or warn; the lowest cosine is {cosine}.</source>
            <translation>所有层对均为良好或警告；最低余弦相似度为 {cosine}。</translation>
        </message>
        <message>
            <source>Error begins here too:</source>
            <translation>误差也从这里开始：</translation>
        </message>
        <message>
            <source>Could not be read:</source>
            <translation>无法读取：</translation>
        </message>
        <message>
            <source>1 more layer turns bad with error from its inputs</source>
            <translation>另有 1 个层因输入带来的误差而变差</translation>
        </message>
        <message>
            <source>{n} more layers turn bad with error from their inputs</source>
            <translation>另有 {n} 个层因输入带来的误差而变差</translation>
        </message>
        <message>
            <source>1 bad layer follows</source>
            <translation>后续有 1 个差的层</translation>
        </message>
        <message>
            <source>{n} bad layers follow</source>
            <translation>后续有 {n} 个差的层</translation>
        </message>
        <message>
            <source>and {n} more</source>
            <translation>以及另外 {n} 个</translation>
        </message>
        <message>
            <source>1 pair</source>
            <translation>1 个层对</translation>
        </message>
        <message>
            <source>{count} pairs</source>
            <translation>{count} 个层对</translation>
        </message>
        <message>
            <source>{left} without a partner on the left, {right} on the right</source>
            <translation>未配对文件：左侧 {left} 个，右侧 {right} 个</translation>
        </message>
        <message>
            <source>Findings</source>
            <translation>发现的问题</translation>
        </message>
        <message>
            <source>Severity</source>
            <translation>严重程度</translation>
        </message>
        <message>
            <source>all runs</source>
            <translation>所有运行</translation>
        </message>
        <message>
            <source>nothing compared</source>
            <translation>未对比</translation>
        </message>
        <message>
            <source>{worst}  (worst of {count})</source>
            <translation>{worst}  ({count} 个中最差)</translation>
        </message>
        <message>
            <source>The network, each box coloured by its worst pair</source>
            <translation>拓扑图，每个框按其最差的层对着色</translation>
        </message>
        <message>
            <source>look here first</source>
            <translation>请先看这里</translation>
        </message>
        <message>
            <source>The network is not known: give its prototxt or dot to see it drawn.</source>
            <translation>网络未知：提供 prototxt 或 dot 文件即可绘制网络。</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>System</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Colour by</source>
            <translation>着色依据</translation>
        </message>
        <message>
            <source>Severities shown</source>
            <translation>显示的严重程度</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>layer, file, note …</source>
            <translation>层、文件、说明…</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>运行</translation>
        </message>
        <message>
            <source>Cosine similarity along the network</source>
            <translation>沿网络的余弦相似度</translation>
        </message>
        <message>
            <source>Pairs</source>
            <translation>层对</translation>
        </message>
        <message>
            <source>Network order</source>
            <translation>网络顺序</translation>
        </message>
        <message>
            <source>Undo sorting and filters</source>
            <translation>清除排序和筛选</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>缩小</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>显示全部</translation>
        </message>
        <message>
            <source>Drag to move · click, then wheel to zoom (or Ctrl + wheel)</source>
            <translation>拖动平移 · 单击后用滚轮缩放（或 Ctrl + 滚轮）</translation>
        </message>
        <message>
            <source>No pair matches the filter.</source>
            <translation>没有符合筛选条件的层对。</translation>
        </message>
        <message>
            <source>Made by Cosight. This file is complete: it needs no connection.</source>
            <translation>由 Cosight 生成。本文件是完整的，无需联网。</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Place in the order of the network</source>
            <translation>在网络顺序中的位置</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>层</translation>
        </message>
        <message>
            <source>Number of the right run</source>
            <translation>右侧运行的编号</translation>
        </message>
        <message>
            <source>Elements</source>
            <translation>元素数</translation>
        </message>
        <message>
            <source>Shape</source>
            <translation>形状</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>规则</translation>
        </message>
        <message>
            <source>What paired the two files</source>
            <translation>两个文件的配对依据</translation>
        </message>
        <message>
            <source>Left file</source>
            <translation>左侧文件</translation>
        </message>
        <message>
            <source>Right file</source>
            <translation>右侧文件</translation>
        </message>
        <message>
            <source>manual</source>
            <translation>manual</translation>
        </message>
        <message>
            <source>name</source>
            <translation>name</translation>
        </message>
        <message>
            <source>inplace</source>
            <translation>inplace</translation>
        </message>
        <message>
            <source>blob</source>
            <translation>blob</translation>
        </message>
        <message>
            <source>dot</source>
            <translation>dot</translation>
        </message>
        <message>
            <source>Files without a partner ({count})</source>
            <translation>未配对文件（{count}）</translation>
        </message>
        <message>
            <source>Side</source>
            <translation>所在侧</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Perhaps meant</source>
            <translation>可能的配对文件</translation>
        </message>
        <message>
            <source>L·R / (‖L‖ ‖R‖): 1 = same direction; blind to a scale factor</source>
            <translation>L·R / (‖L‖ ‖R‖)：1 = 方向相同；不反映比例差异</translation>
        </message>
        <message>
            <source>max |L − R|: the largest single difference</source>
            <translation>max |L − R|：最大的单个差值</translation>
        </message>
        <message>
            <source>‖L − R‖ / ‖L‖: the error as a share of the left signal</source>
            <translation>‖L − R‖ / ‖L‖：误差相对于左侧信号的比例</translation>
        </message>
        <message>
            <source>10·log10(Σ L² / Σ (L − R)²): 40 dB = 1 % error, 20 dB = 10 %; ∞ = equal</source>
            <translation>10·log10(Σ L² / Σ (L − R)²)：40 dB = 1 % 误差，20 dB = 10 %；∞ = 相等</translation>
        </message>
        <message>
            <source>Cosine of L − mean L and R − mean R: blind to a constant offset</source>
            <translation>L − mean L 与 R − mean R 的余弦：不反映固定偏移</translation>
        </message>
        <message>
            <source>mean |L − R|: the usual size of a difference</source>
            <translation>mean |L − R|：差值的一般大小</translation>
        </message>
        <message>
            <source>What the layer adds to the error of its inputs: √(RED² − RED² of the inputs)</source>
            <translation>该层在输入误差之上新增的误差：√(RED² − 输入的 RED²)（RED = 相对欧氏距离）</translation>
        </message>
        <message>
            <source>√ mean (L − R)²</source>
            <translation>√ mean (L − R)²</translation>
        </message>
        <message>
            <source>Mean of the left values</source>
            <translation>左侧数值的均值</translation>
        </message>
        <message>
            <source>Population standard deviation of the left values</source>
            <translation>左侧数值的总体标准差</translation>
        </message>
        <message>
            <source>Mean of the right values</source>
            <translation>右侧数值的均值</translation>
        </message>
        <message>
            <source>Population standard deviation of the right values</source>
            <translation>右侧数值的总体标准差</translation>
        </message>
        <message>
            <source>good</source>
            <translation>良好</translation>
        </message>
        <message>
            <source>warn</source>
            <translation>警告</translation>
        </message>
        <message>
            <source>bad</source>
            <translation>差</translation>
        </message>
        <message>
            <source>broken</source>
            <translation>无法判定</translation>
        </message>
        <message>
            <source>lengths differ</source>
            <translation>长度不同</translation>
        </message>
        <message>
            <source>NaN or Inf</source>
            <translation>NaN 或 Inf</translation>
        </message>
        <message>
            <source>unreadable</source>
            <translation>无法读取</translation>
        </message>
        <message>
            <source>Cosine similarity of every pair, in the order of the table</source>
            <translation>各层对的余弦相似度，按表格顺序排列</translation>
        </message>
        <message>
            <source>{file} is no pairs file: it is larger than {limit} MiB; choose a pairs file</source>
            <translation>{file} 不是配对清单：大于 {limit} MiB；请选择配对清单</translation>
        </message>
        <message>
            <source>{file} cannot be read ({reason}); choose a pairs file</source>
            <translation>无法读取 {file}（{reason}）；请选择配对清单</translation>
        </message>
        <message>
            <source>{file}, line {line}: expected JSON with pairs, found {reason}; correct it</source>
            <translation>{file} 第 {line} 行：应为含有配对的 JSON，实际为 {reason}；请修正</translation>
        </message>
        <message>
            <source>{file} is no JSON text; choose a pairs file</source>
            <translation>{file} 不是 JSON 文本；请选择配对清单</translation>
        </message>
        <message>
            <source>{file} has schema {schema}, this version reads {known}; use a newer Cosight</source>
            <translation>{file} 的 schema 为 {schema}，本版本支持 {known}；请使用更新版本的 Cosight</translation>
        </message>
        <message>
            <source>{file} holds no pairs: expected {{"schema": 1, "pairs": [ … ]}}</source>
            <translation>{file} 中没有配对：应为 {{"schema": 1, "pairs": [ … ]}}</translation>
        </message>
        <message>
            <source>{file}: pair {number} is no {{"left": NAME, "right": NAME}}, found {found}; correct it</source>
            <translation>{file}：第 {number} 个配对不是 {{"left": NAME, "right": NAME}}，实际为 {found}；请修正</translation>
        </message>
        <message>
            <source>{file} cannot be written ({reason}); close it elsewhere, or choose another place</source>
            <translation>无法写入 {file}（{reason}）；请在其他程序中将其关闭，或另选位置</translation>
        </message>
        <message>
            <source>the picture of {width} × {height} pixels does not fit into memory: choose SVG instead</source>
            <translation>{width} × {height} 像素的图片超出内存：请改用 SVG</translation>
        </message>
        <message>
            <source>{file} cannot be written ({reason}): choose another place</source>
            <translation>无法写入 {file}（{reason}）：请另选位置</translation>
        </message>
    </context>
    <context>
        <name>DeeperFit</name>
        <message>
            <source>No element is finite on both sides</source>
            <translation>没有两侧均为有限值的元素</translation>
        </message>
        <message>
            <source>The left side is one number throughout: no line through it is better than another</source>
            <translation>左侧全部是同一个数：没有哪条直线更好</translation>
        </message>
        <message>
            <source>right ≈ {gain} · left {sign} {offset}</source>
            <translation>右 ≈ {gain} · 左 {sign} {offset}</translation>
        </message>
        <message>
            <source>There is no error to explain.</source>
            <translation>没有需要解释的误差。</translation>
        </message>
        <message>
            <source>The line explains {share} of the squared error.</source>
            <translation>这条直线可以解释 {share} 的平方误差。</translation>
        </message>
        <message>
            <source>as it is</source>
            <translation>原样</translation>
        </message>
        <message>
            <source>on the line</source>
            <translation>拟合后</translation>
        </message>
        <message>
            <source>No gain or offset is named for this pair, but {cause}.</source>
            <translation>该层对的原因不是增益或偏移，而是 {cause}。</translation>
        </message>
        <message>
            <source>No gain or offset is named as the cause of this pair's error.</source>
            <translation>未将增益或偏移判定为该层对误差的原因。</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>Gain</source>
            <translation>增益</translation>
        </message>
        <message>
            <source>Offset</source>
            <translation>偏移</translation>
        </message>
        <message>
            <source>RootMeanSquareError as it is</source>
            <translation>RootMeanSquareError（原样）</translation>
        </message>
        <message>
            <source>RootMeanSquareError on the line</source>
            <translation>RootMeanSquareError（拟合后）</translation>
        </message>
        <message>
            <source>CosineSimilarity as it is</source>
            <translation>CosineSimilarity（原样）</translation>
        </message>
        <message>
            <source>CosineSimilarity on the line</source>
            <translation>CosineSimilarity（拟合后）</translation>
        </message>
        <message>
            <source>Share of the squared error that is explained</source>
            <translation>可解释的平方误差占比</translation>
        </message>
        <message>
            <source>Elements</source>
            <translation>元素数</translation>
        </message>
    </context>
    <context>
        <name>DeeperMagnitude</name>
        <message>
            <source>No element is finite on both sides</source>
            <translation>没有两侧均为有限值的元素</translation>
        </message>
        <message>
            <source>|L| from</source>
            <translation>|L| 起</translation>
        </message>
        <message>
            <source>|L| to</source>
            <translation>|L| 止</translation>
        </message>
        <message>
            <source>Elements</source>
            <translation>元素数</translation>
        </message>
        <message>
            <source>median |L − R|</source>
            <translation>|L − R| 中位数</translation>
        </message>
        <message>
            <source>95 % of |L − R| up to</source>
            <translation>95 % 的 |L − R| 不超过</translation>
        </message>
    </context>
    <context>
        <name>DeeperMap</name>
        <message>
            <source>Error by place</source>
            <translation>按位置的误差</translation>
        </message>
        <message>
            <source>Absolute error</source>
            <translation>绝对误差</translation>
        </message>
        <message>
            <source>Mean |L − R|</source>
            <translation>平均 |L − R|</translation>
        </message>
        <message>
            <source>Largest |L − R|</source>
            <translation>最大 |L − R|</translation>
        </message>
        <message>
            <source>What the map shows</source>
            <translation>误差图显示的内容</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>通道</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>All channels together, or one of them</source>
            <translation>全部通道合并，或其中一个通道</translation>
        </message>
        <message>
            <source>Cut tails</source>
            <translation>截去两端</translation>
        </message>
        <message>
            <source>Spread the colours over all but the largest 0.1 % of the places;
what lies beyond takes the end's colour.</source>
            <translation>颜色范围不计误差最大的 0.1 % 的位置；
超出部分取端点的颜色。</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>适应</translation>
        </message>
        <message>
            <source>Show the whole picture (double-click, 0)</source>
            <translation>显示全图（双击或按 0）</translation>
        </message>
        <message>
            <source>Each channel is a single number here: there is no picture to map</source>
            <translation>这里每个通道只有一个数：没有可绘制的图</translation>
        </message>
        <message>
            <source>row {row}, column {column}: nothing is finite on both sides</source>
            <translation>行 {row}，列 {column}：没有两侧均为有限值的元素</translation>
        </message>
        <message>
            <source>row {row}, column {column}: mean {mean}, largest {largest} in channel {channel} (#{element})</source>
            <translation>行 {row}，列 {column}：平均 {mean}，最大 {largest}，位于通道 {channel}（#{element}）</translation>
        </message>
    </context>
    <context>
        <name>DeeperPage</name>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>No shape is known of these elements: give one above</source>
            <translation>这些元素的形状未知：请在上方指定</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>正在统计…</translation>
        </message>
        <message>
            <source>Counting… {percent} %</source>
            <translation>正在统计… {percent} %</translation>
        </message>
        <message>
            <source>Drawing…</source>
            <translation>正在绘制…</translation>
        </message>
        <message>
            <source>This cannot be counted: {error}</source>
            <translation>无法统计：{error}</translation>
        </message>
    </context>
    <context>
        <name>DeeperPanel</name>
        <message>
            <source>By channel</source>
            <translation>按通道</translation>
        </message>
        <message>
            <source>Cosine, error and bias of each channel</source>
            <translation>每个通道的余弦、误差和偏差</translation>
        </message>
        <message>
            <source>Map</source>
            <translation>误差图</translation>
        </message>
        <message>
            <source>Where in the picture the error is</source>
            <translation>误差出现在图中的哪些位置</translation>
        </message>
        <message>
            <source>Magnitude</source>
            <translation>按幅值</translation>
        </message>
        <message>
            <source>The error against the magnitude of the left side</source>
            <translation>误差随左侧幅值的变化</translation>
        </message>
        <message>
            <source>Steps</source>
            <translation>按步长</translation>
        </message>
        <message>
            <source>The error in steps of the right file's number format</source>
            <translation>以右侧文件数值格式的步长计的误差</translation>
        </message>
        <message>
            <source>Best fit</source>
            <translation>最佳拟合</translation>
        </message>
        <message>
            <source>The gain and the offset that leave the least error</source>
            <translation>使误差最小的增益和偏移</translation>
        </message>
        <message>
            <source>Copy as text</source>
            <translation>复制为文本</translation>
        </message>
        <message>
            <source>Copy as CSV</source>
            <translation>复制为 CSV</translation>
        </message>
        <message>
            <source>Copy picture</source>
            <translation>复制图片</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy these numbers, or their picture</source>
            <translation>复制这些数值或图片</translation>
        </message>
    </context>
    <context>
        <name>DeeperSteps</name>
        <message>
            <source>Number format that is assumed</source>
            <translation>假定的数值格式</translation>
        </message>
        <message>
            <source>In steps of the file's format</source>
            <translation>以文件格式的步长计</translation>
        </message>
        <message>
            <source>The values of the right file keep to a step of their own, coarser than its number format:
errors are counted in that one unless this is ticked.</source>
            <translation>右侧文件的值遵循自身的步长，比其数值格式更粗：
除非勾选此项，误差以该步长计。</translation>
        </message>
        <message>
            <source>The right file holds decimals and states no number format; assumed:</source>
            <translation>右侧文件为十进制数，未说明数值格式；假定为：</translation>
        </message>
        <message>
            <source>≤ ½ step</source>
            <translation>≤ ½ 步</translation>
        </message>
        <message>
            <source>≤ 1 step</source>
            <translation>≤ 1 步</translation>
        </message>
        <message>
            <source>≤ 2 steps</source>
            <translation>≤ 2 步</translation>
        </message>
        <message>
            <source>beyond</source>
            <translation>超出</translation>
        </message>
        <message>
            <source>No element is finite on both sides</source>
            <translation>没有两侧均为有限值的元素</translation>
        </message>
        <message>
            <source>{count} of {whole} elements</source>
            <translation>{whole} 个元素中的 {count} 个</translation>
        </message>
        <message>
            <source>Logarithmic codes have no single step: each is {percent} % above the one before, and errors are counted in such steps.</source>
            <translation>对数编码没有统一的步长：每个编码值比前一个大 {percent} %，误差以这样的步数计。</translation>
        </message>
        <message>
            <source>{count} elements have none: one side is 0, or the signs differ.</source>
            <translation>{count} 个元素没有步数：一侧为 0，或符号不同。</translation>
        </message>
        <message>
            <source>One step is {step}, which the values of the right file keep to: it is coarser than the format they are written in.</source>
            <translation>一步为 {step}，即右侧文件的值所遵循的步长：比其书写格式更粗。</translation>
        </message>
        <message>
            <source>One step is {step}, that of the assumed format.</source>
            <translation>一步为 {step}，即假定格式的步长。</translation>
        </message>
        <message>
            <source>One step is {step}, that of the right file's format.</source>
            <translation>一步为 {step}，即右侧文件格式的步长。</translation>
        </message>
        <message>
            <source>The root mean square error is {steps} steps; rounding alone leaves {rounding}.</source>
            <translation>均方根误差为 {steps} 步；仅舍入会留下 {rounding} 步。</translation>
        </message>
        <message>
            <source>Steps from</source>
            <translation>步数起</translation>
        </message>
        <message>
            <source>Steps to</source>
            <translation>步数止</translation>
        </message>
        <message>
            <source>Elements</source>
            <translation>元素数</translation>
        </message>
    </context>
    <context>
        <name>DensityPlot</name>
        <message>
            <source>Left against right</source>
            <translation>左右对照</translation>
        </message>
        <message>
            <source>Dashed line: left = right</source>
            <translation>虚线：左 = 右</translation>
        </message>
        <message>
            <source>Elements</source>
            <translation>元素</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>左侧</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>右侧</translation>
        </message>
        <message>
            <source>Dashed line: left = right; solid: the best fit</source>
            <translation>虚线：左 = 右；实线：最佳拟合</translation>
        </message>
        <message>
            <source>{count} elements</source>
            <translation>{count} 个元素</translation>
        </message>
        <message>
            <source>left {left}, right {right}: {count} elements</source>
            <translation>左侧 {left}，右侧 {right}：{count} 个元素</translation>
        </message>
    </context>
    <context>
        <name>Desk</name>
        <message>
            <source>Network</source>
            <translation>拓扑图</translation>
        </message>
        <message>
            <source>Trend</source>
            <translation>趋势图</translation>
        </message>
    </context>
    <context>
        <name>DisplayBar</name>
        <message>
            <source>Convert To Float</source>
            <translation>转换为浮点数</translation>
        </message>
        <message>
            <source>Largest error</source>
            <translation>最大误差</translation>
        </message>
        <message>
            <source>Go to the element with the largest absolute error</source>
            <translation>转到绝对误差最大的元素</translation>
        </message>
        <message>
            <source>Go to index or c,h,w</source>
            <translation>索引或 c,h,w</translation>
        </message>
        <message>
            <source>Go to element</source>
            <translation>转到元素</translation>
        </message>
        <message>
            <source>An index, or channel,row,column; Enter goes there (Ctrl+G)</source>
            <translation>索引，或“通道,行,列”；按 Enter 转到该处 (Ctrl+G)</translation>
        </message>
        <message>
            <source>Show numbers instead of the file's own hex digits; again to go back</source>
            <translation>显示数值，而不是文件中的十六进制数（Convert To Float）；再次点击恢复</translation>
        </message>
        <message>
            <source>Both files hold decimal numbers</source>
            <translation>两个文件均为十进制数</translation>
        </message>
    </context>
    <context>
        <name>DroppedPaths</name>
        <message>
            <source>Nothing changes: drop folders of dumps, a prototxt or a dot file.</source>
            <translation>没有变化：请拖入转储文件夹、prototxt 或 dot 文件。</translation>
        </message>
    </context>
    <context>
        <name>EarlyWarmUp</name>
        <message>
            <source>Making ready for this computer: up to half a minute, only this once…</source>
            <translation>正在为本机做准备：最多约半分钟，仅此一次…</translation>
        </message>
        <message>
            <source>Ready.</source>
            <translation>就绪。</translation>
        </message>
    </context>
    <context>
        <name>element_fit</name>
        <message>
            <source>One side has no elements</source>
            <translation>一侧没有元素</translation>
        </message>
        <message>
            <source>The sides differ in length ({left} against {right} elements): the table sets their first {count} side by side. What is counted here needs sides of one length.</source>
            <translation>两侧长度不同（{left} 与 {right} 个元素）：表格将前 {count} 个元素并列显示。此处的统计要求两侧长度相同。</translation>
        </message>
        <message>
            <source>The left file was cut off: its {count} elements agree with the first ones of the right file, which has {right}.</source>
            <translation>左侧文件被截断：其 {count} 个元素与右侧文件开头的元素一致，右侧文件共有 {right} 个。</translation>
        </message>
        <message>
            <source>The right file was cut off: its {count} elements agree with the first ones of the left file, which has {left}.</source>
            <translation>右侧文件被截断：其 {count} 个元素与左侧文件开头的元素一致，左侧文件共有 {left} 个。</translation>
        </message>
    </context>
    <context>
        <name>element_goto</name>
        <message>
            <source>No element “{text}”: expected 0 … {last}</source>
            <translation>没有元素“{text}”：应为 0 … {last}</translation>
        </message>
        <message>
            <source>No element “{text}”: expected 0 … {last}, or c,h,w up to {corner}</source>
            <translation>没有元素“{text}”：应为 0 … {last}，或不超过 {corner} 的 c,h,w</translation>
        </message>
    </context>
    <context>
        <name>element_sentences</name>
        <message>
            <source>reading</source>
            <translation>正在读取</translation>
        </message>
        <message>
            <source>reading, {percent} %</source>
            <translation>正在读取，{percent} %</translation>
        </message>
        <message>
            <source>{count} of {whole} rows read</source>
            <translation>已读取 {count} / {whole} 行</translation>
        </message>
        <message>
            <source>then sorted by {title}</source>
            <translation>随后按“{title}”排序</translation>
        </message>
        <message>
            <source>then only the marked ones</source>
            <translation>随后只显示已标记的行</translation>
        </message>
        <message>
            <source>then the jump</source>
            <translation>随后跳转</translation>
        </message>
    </context>
    <context>
        <name>ElementHalves</name>
        <message>
            <source>Table</source>
            <translation>表格</translation>
        </message>
    </context>
    <context>
        <name>ElementHeader</name>
        <message>
            <source>paired by {rule}</source>
            <translation>按规则 {rule} 配对</translation>
        </message>
        <message>
            <source>neither file could be read</source>
            <translation>两个文件均无法读取</translation>
        </message>
        <message>
            <source>the left file could not be read, {count} elements in the right</source>
            <translation>左侧文件无法读取，右侧有 {count} 个元素</translation>
        </message>
        <message>
            <source>{count} elements in the left, the right file could not be read</source>
            <translation>左侧有 {count} 个元素，右侧文件无法读取</translation>
        </message>
        <message>
            <source>{count} elements</source>
            <translation>{count} 个元素</translation>
        </message>
        <message>
            <source>{left} against {right} elements</source>
            <translation>左侧 {left} 个元素，右侧 {right} 个元素</translation>
        </message>
        <message>
            <source>{error} at {place}</source>
            <translation>{error}，位于 {place}</translation>
        </message>
        <message>
            <source>The files have changed since they were compared: compare the folders again</source>
            <translation>文件在对比之后已发生变化：请重新对比文件夹</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>左侧</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>右侧</translation>
        </message>
        <message>
            <source>{side}: {counts}</source>
            <translation>{side}：{counts}</translation>
        </message>
        <message>
            <source>{said}, the first at {place}</source>
            <translation>{said}，首个位于 {place}</translation>
        </message>
    </context>
    <context>
        <name>ElementModel</name>
        <message>
            <source>This number is still being read</source>
            <translation>该数值仍在读取</translation>
        </message>
        <message>
            <source>{element}, marked</source>
            <translation>{element}，已标记</translation>
        </message>
        <message>
            <source>Index</source>
            <translation>索引</translation>
        </message>
        <message>
            <source>c,h,w</source>
            <translation>c,h,w</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>左侧</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>右侧</translation>
        </message>
        <message>
            <source>Absolute
error</source>
            <translation>绝对
误差</translation>
        </message>
        <message>
            <source>Relative
error</source>
            <translation>相对
误差</translation>
        </message>
        <message>
            <source>Place of the element in the file, from 0</source>
            <translation>元素在文件中的位置，从 0 开始</translation>
        </message>
        <message>
            <source>Channel, row and column of the element, from 0</source>
            <translation>元素的通道、行、列，从 0 开始</translation>
        </message>
        <message>
            <source>|L − R|
Click to sort, largest first; a third click goes back.</source>
            <translation>|L − R|
点击按从大到小排序；第三次点击恢复原顺序。</translation>
        </message>
        <message>
            <source>|L − R| / |L|
inf where only L is 0, – where both are.</source>
            <translation>|L − R| / |L|
仅 L 为 0 时为 inf，两者均为 0 时为 –。</translation>
        </message>
    </context>
    <context>
        <name>ElementPages</name>
        <message>
            <source>Read Again</source>
            <translation>重新读取</translation>
        </message>
        <message>
            <source>Read both files once more</source>
            <translation>再次读取两个文件</translation>
        </message>
        <message>
            <source>Reading both files…</source>
            <translation>正在读取两个文件…</translation>
        </message>
    </context>
    <context>
        <name>ElementPictures</name>
        <message>
            <source>Channels</source>
            <translation>通道</translation>
        </message>
        <message>
            <source>Histogram</source>
            <translation>直方图</translation>
        </message>
        <message>
            <source>Left vs right</source>
            <translation>左右对照</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>误差</translation>
        </message>
        <message>
            <source>Drawn once both files are read</source>
            <translation>两个文件读取完成后绘制</translation>
        </message>
        <message>
            <source>Counted once both files are read</source>
            <translation>两个文件读取完成后统计</translation>
        </message>
        <message>
            <source>Drawing…</source>
            <translation>正在绘制…</translation>
        </message>
        <message>
            <source>No element is finite on both sides</source>
            <translation>没有两侧均为有限值的元素</translation>
        </message>
        <message>
            <source>One side has no elements</source>
            <translation>其中一侧没有元素</translation>
        </message>
        <message>
            <source>This cannot be drawn: {error}</source>
            <translation>无法绘制：{error}</translation>
        </message>
    </context>
    <context>
        <name>ElementTable</name>
        <message>
            <source>Elements of the pair</source>
            <translation>层对的元素</translation>
        </message>
        <message>
            <source>Copy rows</source>
            <translation>复制行</translation>
        </message>
    </context>
    <context>
        <name>ElementWindow</name>
        <message>
            <source>Neither file holds a number.</source>
            <translation>两个文件都没有数值。</translation>
        </message>
        <message>
            <source>{title} (cropped)</source>
            <translation>{title}（裁剪）</translation>
        </message>
    </context>
    <context>
        <name>EmptyTrend</name>
        <message>
            <source>The trend along the network appears here</source>
            <translation>沿网络的趋势显示在这里</translation>
        </message>
        <message>
            <source>The added error needs a network: choose a prototxt or a dot file</source>
            <translation>新增误差需要网络：请选择 prototxt 或 dot 文件</translation>
        </message>
        <message>
            <source>Following the network's edges…</source>
            <translation>正在沿网络的边计算…</translation>
        </message>
    </context>
    <context>
        <name>errors</name>
        <message>
            <source>Cosight met a defect of its own ({error}); what was open is kept.</source>
            <translation>Cosight 出现内部错误（{error}）；已打开的内容不受影响。</translation>
        </message>
        <message>
            <source>Cosight met a defect of its own ({error}); what was open is kept, details are in {log}.</source>
            <translation>Cosight 出现内部错误（{error}）；已打开的内容不受影响，详情见 {log}。</translation>
        </message>
    </context>
    <context>
        <name>FileDialogs</name>
        <message>
            <source>Choose a Folder</source>
            <translation>选择文件夹</translation>
        </message>
        <message>
            <source>Report to look at (*.html *.htm)</source>
            <translation>可浏览的报告 (*.html *.htm)</translation>
        </message>
        <message>
            <source>Table (*.csv)</source>
            <translation>表格 (*.csv)</translation>
        </message>
        <message>
            <source>All numbers (*.json)</source>
            <translation>全部数据 (*.json)</translation>
        </message>
        <message>
            <source>Save Report</source>
            <translation>保存报告</translation>
        </message>
        <message>
            <source>Partners (*.json)</source>
            <translation>手动配对 (*.json)</translation>
        </message>
        <message>
            <source>Save Chosen Partners</source>
            <translation>保存手动配对</translation>
        </message>
        <message>
            <source>Load Chosen Partners</source>
            <translation>加载手动配对</translation>
        </message>
        <message>
            <source>en</source>
            <comment>language of a page, as in HTML</comment>
            <translation>zh-CN</translation>
        </message>
    </context>
    <context>
        <name>FileJobs</name>
        <message>
            <source>There is nothing to save yet: press Compare first.</source>
            <translation>还没有可保存的内容：请先点击“对比”。</translation>
        </message>
        <message>
            <source>Compare two folders first, then load the partners for them.</source>
            <translation>请先对比两个文件夹，再为其加载手动配对。</translation>
        </message>
        <message>
            <source>No partner has been chosen by hand yet.</source>
            <translation>尚未手动选择任何配对文件。</translation>
        </message>
    </context>
    <context>
        <name>FoldButtons</name>
        <message>
            <source>Only what is not good</source>
            <translation>只看非良好层</translation>
        </message>
        <message>
            <source>Show only layers that are not good, with those right beside them (O)</source>
            <translation>只显示非良好的层及其直接相邻的层 (O)</translation>
        </message>
        <message>
            <source>Fold repeated blocks</source>
            <translation>折叠重复块</translation>
        </message>
        <message>
            <source>Show blocks of layers that follow one another three times or more as one box each (R)</source>
            <translation>把连续出现三次或更多的相同块各显示为一个方框（R）</translation>
        </message>
        <message>
            <source>Every layer is good: nothing is folded.</source>
            <translation>所有层均为良好：没有需要折叠的内容。</translation>
        </message>
        <message>
            <source>Nothing is compared yet: layers fold once results come.</source>
            <translation>尚未对比：有结果后才能折叠层。</translation>
        </message>
        <message>
            <source>No block of layers follows itself three times: nothing is folded.</source>
            <translation>没有连续出现三次的块：未折叠任何内容。</translation>
        </message>
    </context>
    <context>
        <name>HelpWindow</name>
        <message>
            <source>en.md</source>
            <comment>file of the handbook</comment>
            <translation>zh_CN.md</translation>
        </message>
        <message>
            <source>Cosight Help</source>
            <translation>Cosight 帮助</translation>
        </message>
        <message>
            <source>Chapters</source>
            <translation>章节</translation>
        </message>
    </context>
    <context>
        <name>HexFormatEdit</name>
        <message>
            <source>Hex format</source>
            <translation>hex 格式</translation>
        </message>
        <message>
            <source>Integer bits with the sign, a point, fraction bits: 20.12 is what the mapper, the simulators and the board write</source>
            <translation>整数位数（含符号位）、小数点、小数位数：mapper、仿真器和单板输出的都是 20.12</translation>
        </message>
        <message>
            <source>A format such as 20.12 is needed</source>
            <translation>需要形如 20.12 的格式</translation>
        </message>
        <message>
            <source>“{text}” is {bits} bits, files hold 32 at most</source>
            <translation>“{text}”共 {bits} 位，文件最多 32 位</translation>
        </message>
        <message>
            <source>“{text}” is no format such as 20.12</source>
            <translation>“{text}”不是 20.12 这样的格式</translation>
        </message>
        <message>
            <source>{said}: {kept} stays</source>
            <translation>{said}；仍用 {kept}</translation>
        </message>
    </context>
    <context>
        <name>KeptFiles</name>
        <message>
            <source>Chosen for the folders before these, and not used. Use it all the same:</source>
            <translation>为之前的文件夹选择，因此未使用。仍要使用：</translation>
        </message>
        <message>
            <source>Keep {files}</source>
            <translation>保留 {files}</translation>
        </message>
    </context>
    <context>
        <name>KeptResults</name>
        <message>
            <source>{entry} ({megabytes} MB)</source>
            <translation>{entry}（{megabytes} MB）</translation>
        </message>
        <message>
            <source>Kept results are cleared: the next comparison measures every pair.</source>
            <translation>缓存结果已清除：下次对比将重新计算每个层对。</translation>
        </message>
        <message>
            <source>The kept results could not be cleared: another program is using them; try again in a moment.</source>
            <translation>无法清除缓存结果：其他程序正在使用；请稍后再试。</translation>
        </message>
    </context>
    <context>
        <name>LookFirst</name>
        <message>
            <source>Make their error themselves</source>
            <translation>自身产生误差</translation>
        </message>
        <message>
            <source>Turn bad with error from their inputs</source>
            <translation>因输入带来的误差而变差</translation>
        </message>
        <message>
            <source>Could not be read</source>
            <translation>无法读取</translation>
        </message>
        <message>
            <source>… and {n} more</source>
            <translation>… 还有 {n} 个</translation>
        </message>
        <message>
            <source>cosine {cosine} · {following}</source>
            <translation>余弦相似度 {cosine} · {following}</translation>
        </message>
        <message>
            <source>{layer}: so many bad or broken layers follow from it, along the edges and through such layers alone. Those behind better layers count for origins of their own.</source>
            <translation>{layer}：由它引起的差或无法判定的层数，沿边且只经过此类层计数。位于较好的层之后的此类层各有其起点。</translation>
        </message>
        <message>
            <source>no bad layer directly behind it</source>
            <translation>紧随其后没有差层</translation>
        </message>
        <message>
            <source>1 bad layer follows from it</source>
            <translation>1 个差层由此产生</translation>
        </message>
        <message>
            <source>{n} bad layers follow from it</source>
            <translation>{n} 个差层由此产生</translation>
        </message>
    </context>
    <context>
        <name>MagnitudePlot</name>
        <message>
            <source>Error against magnitude</source>
            <translation>误差与幅值</translation>
        </message>
        <message>
            <source>Elements</source>
            <translation>元素数</translation>
        </message>
        <message>
            <source>½ step</source>
            <translation>½ 步</translation>
        </message>
        <message>
            <source>1 step</source>
            <translation>1 步</translation>
        </message>
        <message>
            <source>median</source>
            <translation>中位数</translation>
        </message>
        <message>
            <source>The right file states no number format: no line for its step</source>
            <translation>右侧文件未说明数值格式：不绘制步长线</translation>
        </message>
        <message>
            <source>A step of the codes is {percent} % of the value</source>
            <translation>编码的一步为数值的 {percent} %</translation>
        </message>
        <message>
            <source>A step of the right file is {step}</source>
            <translation>右侧文件的一步为 {step}</translation>
        </message>
        <message>
            <source>{count} elements</source>
            <translation>{count} 个元素</translation>
        </message>
        <message>
            <source>|L| {size}, |L − R| {error}: {count} elements</source>
            <translation>|L| {size}，|L − R| {error}：{count} 个元素</translation>
        </message>
        <message>
            <source> · median {median}</source>
            <translation> · 中位数 {median}</translation>
        </message>
        <message>
            <source> · 95 % up to {most}</source>
            <translation> · 95 % 不超过 {most}</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>About Cosight</source>
            <translation>关于 Cosight</translation>
        </message>
        <message>
            <source>See where two runs of a network part ways.

Compares the per-layer dumps of a float run and a quantised run.</source>
            <translation>找出同一网络的两次运行从哪里开始不一致。

逐层对比浮点运行与量化运行的转储文件。</translation>
        </message>
        <message>
            <source>The window compares two folders at a time: {right} is shown, {others} not. The command line compares all {count}, and --html shows them on one page.</source>
            <translation>窗口一次比较两个文件夹：显示的是 {right}，{others} 未显示。命令行可比较全部 {count} 个，用 --html 可把它们放在同一页上。</translation>
        </message>
        <message>
            <source>Not used: {files}, chosen for the folders before these; “Keep” under Sources brings it back.</source>
            <translation>未使用：{files}，它是为之前的文件夹选择的；可用“数据源”中的“保留”恢复使用。</translation>
        </message>
        <message>
            <source>Not used: {files}, chosen for the folders before these; “Keep” under Sources brings them back.</source>
            <translation>未使用：{files}，它们是为之前的文件夹选择的；可用“数据源”中的“保留”恢复使用。</translation>
        </message>
        <message>
            <source>{layer} has no pair of dumps to open.</source>
            <translation>{layer} 没有可打开的转储文件层对。</translation>
        </message>
        <message>
            <source>The network is not known: press “{button}” to see it.</source>
            <translation>网络未知：点击“{button}”即可查看。</translation>
        </message>
        <message>
            <source>The network is not known: give a prototxt or a dot above and press Compare.</source>
            <translation>网络未知：请在上方指定 prototxt 或 dot 文件，然后点击“对比”。</translation>
        </message>
    </context>
    <context>
        <name>MarkBar</name>
        <message>
            <source>AbsoluteError ≥</source>
            <translation>绝对误差 ≥</translation>
        </message>
        <message>
            <source>Absolute error to mark from</source>
            <translation>开始标记的绝对误差</translation>
        </message>
        <message>
            <source>Rows whose |L − R| is this much or more, or is no number, are marked</source>
            <translation>|L − R| 达到此值或不是数值的行会被标记（AbsoluteError）</translation>
        </message>
        <message>
            <source>Mark Color</source>
            <translation>标记颜色</translation>
        </message>
        <message>
            <source>Colour the rows that reach the absolute error</source>
            <translation>为达到该绝对误差的行着色（Mark Color）</translation>
        </message>
        <message>
            <source>Choose the colour</source>
            <translation>选择颜色</translation>
        </message>
    </context>
    <context>
        <name>MarkedBar</name>
        <message>
            <source>Only marked</source>
            <translation>只看已标记</translation>
        </message>
        <message>
            <source>Previous marked (Shift+F3)</source>
            <translation>上一个已标记 (Shift+F3)</translation>
        </message>
        <message>
            <source>Next marked (F3)</source>
            <translation>下一个已标记 (F3)</translation>
        </message>
        <message>
            <source>{count} of {whole} elements marked ({percent} %)</source>
            <translation>已标记 {count} / {whole} 个元素（{percent} %）</translation>
        </message>
        <message>
            <source>{count} of {whole} elements reach the threshold ({percent} %)</source>
            <translation>{count} / {whole} 个元素达到阈值（{percent} %）</translation>
        </message>
    </context>
    <context>
        <name>metric_text</name>
        <message>
            <source>Severity</source>
            <translation>严重程度</translation>
        </message>
        <message>
            <source>Index</source>
            <translation>序号</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>层</translation>
        </message>
        <message>
            <source>CompareFile1</source>
            <translation>CompareFile1</translation>
        </message>
        <message>
            <source>CompareFile2</source>
            <translation>CompareFile2</translation>
        </message>
        <message>
            <source>CosineSimilarity</source>
            <translation>CosineSimilarity</translation>
        </message>
        <message>
            <source>MaxAbsoluteError</source>
            <translation>MaxAbsoluteError</translation>
        </message>
        <message>
            <source>RelativeEuclideanDistance</source>
            <translation>RelativeEuclideanDistance</translation>
        </message>
        <message>
            <source>StandardDeviation</source>
            <translation>StandardDeviation</translation>
        </message>
        <message>
            <source>MeanAbsoluteError</source>
            <translation>MeanAbsoluteError</translation>
        </message>
        <message>
            <source>RootMeanSquareError</source>
            <translation>RootMeanSquareError</translation>
        </message>
        <message>
            <source>SQNR (dB)</source>
            <translation>SQNR (dB)</translation>
        </message>
        <message>
            <source>CentredCosine</source>
            <translation>CentredCosine</translation>
        </message>
        <message>
            <source>Elements</source>
            <translation>元素数</translation>
        </message>
        <message>
            <source>Shape</source>
            <translation>形状</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>规则</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>说明</translation>
        </message>
        <message>
            <source>AddedError</source>
            <translation>AddedError</translation>
        </message>
        <message>
            <source>How far the pair is apart, from its cosine similarity:
✓ good ≥ 0.99 · ▲ warn between · ● bad ≤ 0.95
✕ broken: the pair could not be judged (the Note says why)
○ unmatched: the file has no partner
Single red numbers are another thing: they lie beyond the Algorithm Setting.</source>
            <translation>根据余弦相似度判断层对的差异程度：
✓ 良好 ≥ 0.99 · ▲ 警告 介于两者之间 · ● 差 ≤ 0.95
✕ 无法判定：该层对不能得出结论（原因见“说明”列）
○ 未配对：该文件没有配对文件
单个标红的数值是另一回事：表示超出“算法设置”中的阈值。</translation>
        </message>
        <message>
            <source>Place in network order; in file order without a network</source>
            <translation>在网络顺序中的位置；没有网络时为文件顺序</translation>
        </message>
        <message>
            <source>The network's name of the layer, else the files' own</source>
            <translation>网络中的层名；没有网络时取自文件名</translation>
        </message>
        <message>
            <source>File of the left folder (L)</source>
            <translation>左侧文件夹中的文件 (L)</translation>
        </message>
        <message>
            <source>File of the right folder (R)</source>
            <translation>右侧文件夹中的文件 (R)</translation>
        </message>
        <message>
            <source>L·R / (‖L‖ ‖R‖)
1 = same direction, 0 = nothing in common, −1 = opposite.
≥ 0.99 is good, ≤ 0.95 is bad. Blind to a scale factor: look at
RelativeEuclideanDistance too. Red below the Algorithm Setting.</source>
            <translation>余弦相似度：L·R / (‖L‖ ‖R‖)
1 = 方向相同，0 = 毫不相关，−1 = 方向相反。
≥ 0.99 为良好，≤ 0.95 为差。不反映比例差异，请同时查看
RelativeEuclideanDistance。低于“算法设置”中的阈值时标红。</translation>
        </message>
        <message>
            <source>max |L − R|
The largest single difference, in the values' own unit; 0 = equal.
Compare it with the layer's range. The largest few are red.</source>
            <translation>最大绝对误差：max |L − R|
最大的单个差值，单位与数值相同；0 = 相等。
请结合该层的数值范围判断。最大的几个标红。</translation>
        </message>
        <message>
            <source>‖L − R‖ / ‖L‖
Length of the error as a share of the left signal; 0 = equal,
0.10 = a tenth of it is error. Red above the Algorithm Setting.</source>
            <translation>相对欧氏距离：‖L − R‖ / ‖L‖
误差的模与左侧信号的模之比；0 = 相等，
0.10 = 误差占十分之一。高于“算法设置”中的阈值时标红。</translation>
        </message>
        <message>
            <source>(mean, std) of L, then (mean, std) of R; population standard deviation.
Different means hint at an offset, different deviations at a scale.
Sorts by how far the two deviations are apart.</source>
            <translation>L 的（均值，标准差），然后是 R 的（均值，标准差）；总体标准差。
均值不同说明可能有偏移，标准差不同说明可能有比例差异。
按两侧标准差的差异排序。</translation>
        </message>
        <message>
            <source>mean |L − R|
The usual size of a difference; far below the maximum = few outliers.</source>
            <translation>平均绝对误差：mean |L − R|
差值的一般大小；远小于最大值说明离群值很少。</translation>
        </message>
        <message>
            <source>√ mean (L − R)²
Like the mean error, but large differences weigh more.</source>
            <translation>均方根误差：√ mean (L − R)²
与平均误差类似，但较大的差值权重更大。</translation>
        </message>
        <message>
            <source>10·log10(Σ L² / Σ (L − R)²), in dB
Signal over quantisation noise: 40 dB = 1 % error, 20 dB = 10 %; ∞ = equal.</source>
            <translation>信量噪比：10·log10(Σ L² / Σ (L − R)²)，单位 dB
信号与量化噪声之比：40 dB = 1 % 误差，20 dB = 10 %；∞ = 相等。</translation>
        </message>
        <message>
            <source>Cosine of L − mean L and R − mean R
Far above CosineSimilarity = the two differ by a constant offset;
far below = a large mean hides the difference.</source>
            <translation>去均值余弦相似度：L − mean L 与 R − mean R 的余弦
远高于 CosineSimilarity = 两侧相差一个固定偏移；
远低于 CosineSimilarity = 较大的均值掩盖了差异。</translation>
        </message>
        <message>
            <source>How many elements were compared</source>
            <translation>对比的元素个数</translation>
        </message>
        <message>
            <source>Channels × height × width</source>
            <translation>通道 × 高 × 宽</translation>
        </message>
        <message>
            <source>What paired the two files:
manual = picked by hand · name = same layer name
inplace = same in-place group · blob = layer name against its blob's
dot = layer id through cnn_net_tree.dot</source>
            <translation>两个文件的配对依据：
manual = 手动选择 · name = 层名相同
inplace = 属于同一个原位(in-place)组 · blob = 层名与 blob 名相符
dot = 通过 cnn_net_tree.dot 中的层 id</translation>
        </message>
        <message>
            <source>Why a pair is broken or a file unmatched, and findings:
◆ = a cause that explains the error, and what to try</source>
            <translation>层对无法判定或文件未配对的原因，以及发现的问题：
◆ = 能够解释误差的原因，以及可以尝试的办法</translation>
        </message>
        <message>
            <source>√ max(0, RED² of the output − RED² of the inputs), RED being
RelativeEuclideanDistance: what the layer itself adds, as a share of its own
signal; 0 = no more than came in. Needs a network.</source>
            <translation>√ max(0, 输出的 RED² − 输入的 RED²)，RED 即 RelativeEuclideanDistance：
该层自身新增的误差，以其自身信号的占比表示；0 = 不多于输入带来的误差。
需要网络。</translation>
        </message>
        <message>
            <source>good</source>
            <translation>良好</translation>
        </message>
        <message>
            <source>warn</source>
            <translation>警告</translation>
        </message>
        <message>
            <source>bad</source>
            <translation>差</translation>
        </message>
        <message>
            <source>broken</source>
            <translation>无法判定</translation>
        </message>
        <message>
            <source>good: cosine similarity ≥ 0.99</source>
            <translation>良好：余弦相似度 ≥ 0.99</translation>
        </message>
        <message>
            <source>warn: cosine similarity between 0.95 and 0.99</source>
            <translation>警告：余弦相似度介于 0.95 和 0.99 之间</translation>
        </message>
        <message>
            <source>bad: cosine similarity ≤ 0.95</source>
            <translation>差：余弦相似度 ≤ 0.95</translation>
        </message>
        <message>
            <source>broken: the pair could not be judged</source>
            <translation>无法判定：该层对不能得出结论</translation>
        </message>
        <message>
            <source>{side}: {nan} NaN, {inf} Inf, first at index {index}</source>
            <translation>{side}：{nan} 个 NaN，{inf} 个 Inf，首个位于索引 {index}</translation>
        </message>
        <message>
            <source>left</source>
            <translation>左侧</translation>
        </message>
        <message>
            <source>right</source>
            <translation>右侧</translation>
        </message>
        <message>
            <source>The two files differ in length</source>
            <translation>两个文件长度不同</translation>
        </message>
        <message>
            <source>NaN or Inf on one side only</source>
            <translation>仅一侧有 NaN 或 Inf</translation>
        </message>
        <message>
            <source>A file cannot be read</source>
            <translation>有文件无法读取</translation>
        </message>
    </context>
    <context>
        <name>Minimap</name>
        <message>
            <source>The whole network: click or drag to go there (M hides it)</source>
            <translation>整个网络：点击或拖动可转到该处（按 M 隐藏）</translation>
        </message>
    </context>
    <context>
        <name>NetworkFiles</name>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
        <message>
            <source>Dot File</source>
            <translation>dot 文件</translation>
        </message>
        <message>
            <source>Dot files (*.dot)</source>
            <translation>dot 文件 (*.dot)</translation>
        </message>
        <message>
            <source>Prototxt File</source>
            <translation>prototxt 文件</translation>
        </message>
        <message>
            <source>Prototxt files (*.prototxt *.prototext *.pt)</source>
            <translation>prototxt 文件 (*.prototxt *.prototext *.pt)</translation>
        </message>
        <message>
            <source>Parse Dot File</source>
            <translation>解析 dot 文件</translation>
        </message>
        <message>
            <source>Prototxt Has Inplace Layers</source>
            <translation>prototxt 含 in-place 层</translation>
        </message>
        <message>
            <source>cnn_net_tree.dot of the mapper: gives the simulator's and the board's seg…_layer&lt;id&gt; files their layers</source>
            <translation>mapper 生成的 cnn_net_tree.dot：将仿真器和单板的 seg…_layer&lt;id&gt; 文件对应到层（Parse Dot File）</translation>
        </message>
        <message>
            <source>The net's prototxt: pairs in-place layers with the blob they rewrite, and orders the result</source>
            <translation>网络的 prototxt：将原位(in-place)层与其改写的 blob 配对，并确定结果的顺序（Prototxt Has Inplace Layers）</translation>
        </message>
        <message>
            <source>Optional: cnn_net_tree.dot</source>
            <translation>可选：cnn_net_tree.dot</translation>
        </message>
        <message>
            <source>Optional: deploy.prototxt</source>
            <translation>可选：deploy.prototxt</translation>
        </message>
    </context>
    <context>
        <name>NetworkOffer</name>
        <message>
            <source>Found beside the folders:</source>
            <translation>在文件夹旁发现：</translation>
        </message>
        <message>
            <source>Use {files}</source>
            <translation>使用 {files}</translation>
        </message>
    </context>
    <context>
        <name>NextComparison</name>
        <message>
            <source>Cancelled before the first pair was measured.</source>
            <translation>已取消，尚未计算任何层对。</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>正在启动…</translation>
        </message>
        <message>
            <source>Left Folder</source>
            <translation>左侧文件夹</translation>
        </message>
        <message>
            <source>Right Folder</source>
            <translation>右侧文件夹</translation>
        </message>
        <message>
            <source>Choose a {folder} first: the folder that holds one run's dumps.</source>
            <translation>请先选择{folder}：即存放一次运行的转储文件的文件夹。</translation>
        </message>
    </context>
    <context>
        <name>NotFiniteKey</name>
        <message>
            <source>NaN or Inf</source>
            <translation>NaN 或 Inf</translation>
        </message>
    </context>
    <context>
        <name>Notice</name>
        <message>
            <source>Show the whole sentence</source>
            <translation>显示完整的句子</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>OverlapBar</name>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>The sides have {shape} in common (left {left}, right {right}).</source>
            <translation>两侧的公共部分为 {shape}（左 {left}，右 {right}）。</translation>
        </message>
        <message>
            <source>Compare the overlapping part</source>
            <translation>对比重叠部分</translation>
        </message>
        <message>
            <source>Cropped: only the last {shape} of left {left} and right {right} is compared here; indices and places are those of the part.</source>
            <translation>已裁剪：这里只对比左侧 {left} 和右侧 {right} 中靠后的 {shape}；索引和位置均以该部分为准。</translation>
        </message>
        <message>
            <source>Show the whole files</source>
            <translation>显示完整文件</translation>
        </message>
        <message>
            <source>Cropped: only the first {shape} of left {left} and right {right} is compared here; indices and places are those of the part.</source>
            <translation>已裁剪：这里只对比左侧 {left} 和右侧 {right} 中靠前的 {shape}；索引和位置均以该部分为准。</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>The part cannot be compared: {error}</source>
            <translation>无法对比该部分：{error}</translation>
        </message>
    </context>
    <context>
        <name>PageChooser</name>
        <message>
            <source>Deeper numbers</source>
            <translation>深入分析</translation>
        </message>
    </context>
    <context>
        <name>PageCopier</name>
        <message>
            <source>There is nothing to copy here</source>
            <translation>这里没有可复制的内容</translation>
        </message>
        <message>
            <source>Picture copied</source>
            <translation>图片已复制</translation>
        </message>
        <message>
            <source>Copied {rows} rows</source>
            <translation>已复制 {rows} 行</translation>
        </message>
    </context>
    <context>
        <name>PartnerDialog</name>
        <message>
            <source>Choose Partner</source>
            <translation>选择配对文件</translation>
        </message>
        <message>
            <source>Search files and layers</source>
            <translation>搜索文件和层</translation>
        </message>
        <message>
            <source>Pair</source>
            <translation>配对</translation>
        </message>
        <message>
            <source>Which file of the right folder belongs to {file}?</source>
            <translation>右侧文件夹中的哪个文件与 {file} 配对？</translation>
        </message>
        <message>
            <source>Which file of the left folder belongs to {file}?</source>
            <translation>左侧文件夹中的哪个文件与 {file} 配对？</translation>
        </message>
    </context>
    <context>
        <name>PartsBar</name>
        <message>
            <source>The rows before</source>
            <translation>前面的行</translation>
        </message>
        <message>
            <source>The rows after</source>
            <translation>后面的行</translation>
        </message>
        <message>
            <source>Rows {first} to {last} of {whole}: a table shows no more at once</source>
            <translation>第 {first} 到 {last} 行，共 {whole} 行：表格一次最多显示这么多</translation>
        </message>
    </context>
    <context>
        <name>PathEdit</name>
        <message>
            <source>There is no such folder</source>
            <translation>文件夹不存在</translation>
        </message>
        <message>
            <source>There is no such file</source>
            <translation>文件不存在</translation>
        </message>
        <message>
            <source>not found</source>
            <translation>未找到</translation>
        </message>
        <message>
            <source>not a folder</source>
            <translation>不是文件夹</translation>
        </message>
        <message>
            <source>This is a file: choose its folder</source>
            <translation>这是文件：请选择它所在的文件夹</translation>
        </message>
        <message>
            <source>not a file</source>
            <translation>不是文件</translation>
        </message>
        <message>
            <source>This is a folder: choose a file in it</source>
            <translation>这是文件夹：请选择其中的文件</translation>
        </message>
    </context>
    <context>
        <name>PathRow</name>
        <message>
            <source>Browse…</source>
            <translation>浏览…</translation>
        </message>
        <message>
            <source>Found beside the folders</source>
            <translation>在文件夹旁发现</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>最近使用</translation>
        </message>
    </context>
    <context>
        <name>PictureSaver</name>
        <message>
            <source>Save as SVG…</source>
            <translation>另存为 SVG…</translation>
        </message>
        <message>
            <source>Save as PDF…</source>
            <translation>另存为 PDF…</translation>
        </message>
        <message>
            <source>Save as PNG</source>
            <translation>另存为 PNG</translation>
        </message>
        <message>
            <source>{scale} ×…</source>
            <translation>{scale} ×…</translation>
        </message>
        <message>
            <source>Another scale…</source>
            <translation>其他倍率…</translation>
        </message>
        <message>
            <source>Copy picture</source>
            <translation>复制图片</translation>
        </message>
        <message>
            <source>Scale (1 is the size on the screen: {width} × {height} pixels; at most {most} fits)</source>
            <translation>倍率（1 为屏幕大小：{width} × {height} 像素；最大可用 {most}）</translation>
        </message>
        <message>
            <source>SVG picture (*.svg)</source>
            <translation>SVG 图片 (*.svg)</translation>
        </message>
        <message>
            <source>PNG picture (*.png)</source>
            <translation>PNG 图片 (*.png)</translation>
        </message>
        <message>
            <source>PDF document (*.pdf)</source>
            <translation>PDF 文档 (*.pdf)</translation>
        </message>
        <message>
            <source>Save the picture of the network</source>
            <translation>保存网络图片</translation>
        </message>
        <message>
            <source>Drawing the picture …</source>
            <translation>正在绘制图片…</translation>
        </message>
        <message>
            <source>Picture copied</source>
            <translation>图片已复制</translation>
        </message>
        <message>
            <source>Picture copied, at {percent} % of its full size, or it would be too large; SVG and PDF have no limit</source>
            <translation>图片已复制，缩小为完整大小的 {percent} %，否则图片过大；SVG 和 PDF 没有此限制</translation>
        </message>
        <message>
            <source>Picture saved to {file}</source>
            <translation>图片已保存到 {file}</translation>
        </message>
        <message>
            <source> · at {percent} % of the size asked for, or it would be too large; SVG and PDF have no limit</source>
            <translation> · 实际为所选大小的 {percent} %，否则图片过大；SVG 和 PDF 没有此限制</translation>
        </message>
    </context>
    <context>
        <name>ProgressStrip</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>RecentComparisons</name>
        <message>
            <source>Recent</source>
            <comment>a button: comparisons of before</comment>
            <translation>最近</translation>
        </message>
        <message>
            <source>Recent comparisons</source>
            <translation>最近的对比</translation>
        </message>
    </context>
    <context>
        <name>report</name>
        <message>
            <source>{file} is the network of this comparison: choose another name</source>
            <translation>{file} 是本次对比所用的网络文件：请另选名称</translation>
        </message>
        <message>
            <source>{file} is a dump of this comparison: choose another name</source>
            <translation>{file} 是本次对比所用的转储文件：请另选名称</translation>
        </message>
    </context>
    <context>
        <name>ResultModel</name>
        <message>
            <source>choose partner…</source>
            <translation>选择配对文件…</translation>
        </message>
        <message>
            <source>no known cause</source>
            <translation>无已知原因</translation>
        </message>
        <message>
            <source>choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>{metric} is not defined here: look at the two files</source>
            <translation>{metric} 在此处没有定义：请检查这两个文件</translation>
        </message>
        <message>
            <source>{metric} {value} is below {limit} set in Algorithm Setting</source>
            <translation>{metric} 为 {value}，低于“算法设置”中的 {limit}</translation>
        </message>
        <message>
            <source>{metric} {value} is above {limit} set in Algorithm Setting</source>
            <translation>{metric} 为 {value}，高于“算法设置”中的 {limit}</translation>
        </message>
        <message>
            <source>{metric} {value} is the largest (Algorithm Setting)</source>
            <translation>{metric} 为 {value}，是最大值（算法设置）</translation>
        </message>
        <message>
            <source>{metric} {value} is one of the {limit} largest (Algorithm Setting)</source>
            <translation>{metric} 为 {value}，属于最大的 {limit} 个值之一（算法设置）</translation>
        </message>
        <message>
            <source>Double-click to choose a partner by hand</source>
            <translation>双击可手动选择配对文件</translation>
        </message>
        <message>
            <source>paired by the rule {rule}</source>
            <translation>按规则 {rule} 配对</translation>
        </message>
        <message>
            <source>None of the causes that can be looked for here explains the error (an offset or factor of all values, clipping, coarse steps, values or whole channels in another place, a part that is 0 throughout, a few channels, the border or single elements at fault):
it may be rounding that adds up, or have come in with the layer's inputs.</source>
            <translation>此处可查找的各种原因（所有值的偏移或比例系数、截断、步长过粗、数值或整个通道的位置不同、某一部分全为 0、少数通道、边缘或个别元素出错）均不能解释该误差：
可能是舍入误差的累积，或随该层的输入带入。</translation>
        </message>
        <message>
            <source>not measured yet</source>
            <translation>尚未计算</translation>
        </message>
        <message>
            <source>unmatched</source>
            <translation>未配对</translation>
        </message>
    </context>
    <context>
        <name>ResultPanel</name>
        <message>
            <source>Result table</source>
            <translation>结果表</translation>
        </message>
        <message>
            <source>Filter layers and files (Ctrl+F)</source>
            <translation>筛选层和文件 (Ctrl+F)</translation>
        </message>
        <message>
            <source>Filter layers and files</source>
            <translation>筛选层和文件</translation>
        </message>
        <message>
            <source>Only red</source>
            <translation>只看红色</translation>
        </message>
        <message>
            <source>Show only the pairs that are bad or broken</source>
            <translation>只显示差或无法判定的层对</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>列</translation>
        </message>
        <message>
            <source>Choose which columns are shown</source>
            <translation>选择要显示的列</translation>
        </message>
        <message>
            <source>Choose two folders and press Compare</source>
            <translation>请选择两个文件夹，然后点击“对比”</translation>
        </message>
        <message>
            <source>{shown} of {total} shown</source>
            <translation>显示 {shown} / {total}</translation>
        </message>
    </context>
    <context>
        <name>ResultTable</name>
        <message>
            <source>Nothing fits the filter</source>
            <translation>没有符合筛选条件的内容</translation>
        </message>
        <message>
            <source>Clear filter</source>
            <translation>清除筛选</translation>
        </message>
    </context>
    <context>
        <name>RowActions</name>
        <message>
            <source>Open Elements</source>
            <translation>打开元素</translation>
        </message>
        <message>
            <source>Choose Partner…</source>
            <translation>选择配对文件…</translation>
        </message>
        <message>
            <source>Remove Chosen Partner</source>
            <translation>取消手动配对</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy File Path</source>
            <translation>复制文件路径</translation>
        </message>
        <message>
            <source>Reveal Folder</source>
            <translation>打开所在文件夹</translation>
        </message>
    </context>
    <context>
        <name>RowCopier</name>
        <message>
            <source>These rows cannot be copied before they are read</source>
            <translation>这些行读取完成后才能复制</translation>
        </message>
        <message>
            <source>Copied {rows} rows</source>
            <translation>已复制 {rows} 行</translation>
        </message>
        <message>
            <source>Copied the first {rows} of {whole} rows, the most at once</source>
            <translation>已复制 {whole} 行中的前 {rows} 行，这是一次可复制的上限</translation>
        </message>
    </context>
    <context>
        <name>save_place</name>
        <message>
            <source>{file} exists already.</source>
            <translation>{file} 已存在。</translation>
        </message>
        <message>
            <source>Replace it? What is in it now, in {folder}, is lost.</source>
            <translation>要替换它吗？{folder} 中该文件现有的内容将会丢失。</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>替换</translation>
        </message>
    </context>
    <context>
        <name>SavingProgress</name>
        <message>
            <source>Writing {file}…</source>
            <translation>正在写入 {file}…</translation>
        </message>
        <message>
            <source>Saved {file}.</source>
            <translation>已保存 {file}。</translation>
        </message>
        <message>
            <source>Cancelled: {file} was not written.</source>
            <translation>已取消：未写入 {file}。</translation>
        </message>
    </context>
    <context>
        <name>ScaleBar</name>
        <message>
            <source>Range of the colours</source>
            <translation>颜色范围</translation>
        </message>
        <message>
            <source>best {good}, worst {bad}</source>
            <translation>最好 {good}，最差 {bad}</translation>
        </message>
        <message>
            <source>Drag a handle to move that end; arrow keys move the worst, with Shift the best
Double-click or Home: the range that fits the values</source>
            <translation>拖动滑块移动该端；方向键移动最差端，按住 Shift 移动最好端
双击或按 Home：恢复与数值相符的范围</translation>
        </message>
    </context>
    <context>
        <name>session</name>
        <message>
            <source>making ready: up to half a minute, only the very first time</source>
            <translation>正在准备：最多约半分钟，仅首次如此</translation>
        </message>
    </context>
    <context>
        <name>SessionDisplay</name>
        <message>
            <source>Press Compare (F5)</source>
            <translation>请点击“对比”(F5)</translation>
        </message>
        <message>
            <source>Choose two folders and press Compare</source>
            <translation>请选择两个文件夹，然后点击“对比”</translation>
        </message>
        <message>
            <source>  ·  the sources have changed: press Compare (F5)</source>
            <translation>  ·  数据源已更改：请点击“对比”(F5)</translation>
        </message>
        <message>
            <source>Reading the folders…</source>
            <translation>正在读取文件夹…</translation>
        </message>
        <message>
            <source>{done} of {total} · {layer}</source>
            <translation>{done} / {total} · {layer}</translation>
        </message>
        <message>
            <source>Compared 1 pair.</source>
            <translation>已对比 1 个层对。</translation>
        </message>
        <message>
            <source>Compared {pairs} pairs.</source>
            <translation>已对比 {pairs} 个层对。</translation>
        </message>
        <message>
            <source>Partners changed: no pair is new, all {pairs} stay as they were.</source>
            <translation>配对已更改：没有新的层对，全部 {pairs} 个层对保持不变。</translation>
        </message>
        <message>
            <source>Partners changed: {new} of {pairs} pairs compared, {kept} stay.</source>
            <translation>配对已更改：共 {pairs} 个层对，重新对比了 {new} 个，其余 {kept} 个保持不变。</translation>
        </message>
        <message>
            <source>Compared {pairs} pairs; {unchanged} unchanged since last time.</source>
            <translation>已对比 {pairs} 个层对；其中 {unchanged} 个自上次以来没有变化。</translation>
        </message>
        <message>
            <source>Files that have not changed since they were last measured are not read again.
To measure every pair: Compare &gt; Clear Kept Results, then Compare.</source>
            <translation>自上次计算以来没有变化的文件不会重新读取。
如需重新计算每个层对：先选择“对比 &gt; 清除缓存结果”，再点击“对比”。</translation>
        </message>
        <message>
            <source>Cancelled before the first pair was measured.</source>
            <translation>已取消，尚未计算任何层对。</translation>
        </message>
        <message>
            <source>Cancelled after {done} of {total} pairs; what was measured stays.</source>
            <translation>已取消，完成 {done} / {total} 个层对；已计算的结果保留。</translation>
        </message>
        <message>
            <source>The network could not be shown: the line above the table says why</source>
            <translation>无法显示网络：原因见表格上方的提示</translation>
        </message>
        <message>
            <source>Press Compare to see the network</source>
            <translation>点击“对比”以查看网络</translation>
        </message>
    </context>
    <context>
        <name>SeverityLegend</name>
        <message>
            <source>good</source>
            <translation>良好</translation>
        </message>
        <message>
            <source>good ≥ 0.99</source>
            <translation>良好 ≥ 0.99</translation>
        </message>
        <message>
            <source>warn</source>
            <translation>警告</translation>
        </message>
        <message>
            <source>bad</source>
            <translation>差</translation>
        </message>
        <message>
            <source>bad ≤ 0.95</source>
            <translation>差 ≤ 0.95</translation>
        </message>
        <message>
            <source>broken</source>
            <translation>无法判定</translation>
        </message>
        <message>
            <source>no data</source>
            <translation>无数据</translation>
        </message>
        <message>
            <source>Severities</source>
            <translation>严重程度</translation>
        </message>
        <message>
            <source>Severity comes from cosine similarity: good from 0.99 on, bad up to 0.95, warn between; broken: lengths differ, a file is unreadable, or NaN or Inf stand on one side only</source>
            <translation>严重程度由余弦相似度决定：0.99 及以上为良好，0.95 及以下为差，介于两者之间为警告；无法判定：长度不同、文件无法读取，或仅一侧有 NaN 或 Inf</translation>
        </message>
    </context>
    <context>
        <name>ShapeBar</name>
        <message>
            <source>Shape</source>
            <translation>形状</translation>
        </message>
        <message>
            <source>Channels × height × width</source>
            <translation>通道 × 高 × 宽</translation>
        </message>
        <message>
            <source>Channels × height × width: choose one that fits, or type it and press Enter</source>
            <translation>通道 × 高 × 宽：选择一个合适的，或输入后按 Enter</translation>
        </message>
        <message>
            <source>No shape is known: choose or type one</source>
            <translation>形状未知：请选择或输入</translation>
        </message>
        <message>
            <source>given by you</source>
            <translation>由您指定</translation>
        </message>
    </context>
    <context>
        <name>ShownRows</name>
        <message>
            <source>Sorting… {percent} %</source>
            <translation>正在排序… {percent} %</translation>
        </message>
        <message>
            <source>The rows cannot be sorted: {error}</source>
            <translation>无法对行排序：{error}</translation>
        </message>
    </context>
    <context>
        <name>SourcesPanel</name>
        <message>
            <source>Left Folder</source>
            <translation>左侧文件夹</translation>
        </message>
        <message>
            <source>Right Folder</source>
            <translation>右侧文件夹</translation>
        </message>
        <message>
            <source>Dumps of the run that is held to be right, often Caffe's</source>
            <translation>作为基准的运行的转储文件，通常来自 Caffe（Left Folder）</translation>
        </message>
        <message>
            <source>Dumps of the run that is judged, often the NPU's</source>
            <translation>待评判的运行的转储文件，通常来自 NPU（Right Folder）</translation>
        </message>
        <message>
            <source>Choose, paste or drop a folder</source>
            <translation>选择、粘贴或拖入文件夹</translation>
        </message>
        <message>
            <source>Swap left and right</source>
            <translation>交换左右</translation>
        </message>
        <message>
            <source>Include:</source>
            <translation>包含：</translation>
        </message>
        <message>
            <source>Hex format:</source>
            <translation>hex 格式：</translation>
        </message>
    </context>
    <context>
        <name>StepsPlot</name>
        <message>
            <source>Error in steps of the number format</source>
            <translation>以数值格式步长计的误差</translation>
        </message>
        <message>
            <source>Logarithmic counts</source>
            <translation>对数计数</translation>
        </message>
        <message>
            <source>L − R, in steps</source>
            <translation>L − R（步）</translation>
        </message>
        <message>
            <source>Elements</source>
            <translation>元素数</translation>
        </message>
        <message>
            <source>beyond the plot: {below} below, {above} above</source>
            <translation>图外：下方 {below} 个，上方 {above} 个</translation>
        </message>
        <message>
            <source>{low} … {high} steps: {count} elements</source>
            <translation>{low} … {high} 步：{count} 个元素</translation>
        </message>
    </context>
    <context>
        <name>SummaryBar</name>
        <message>
            <source>Show all pairs</source>
            <translation>显示所有层对</translation>
        </message>
        <message>
            <source>Show only these pairs; once more shows all</source>
            <translation>只显示这些层对；再次点击显示全部</translation>
        </message>
        <message>
            <source>Show only the files without a partner; once more shows all</source>
            <translation>只显示未配对的文件；再次点击显示全部</translation>
        </message>
        <message>
            <source>1 pair</source>
            <translation>1 个层对</translation>
        </message>
        <message>
            <source>{n} pairs</source>
            <translation>{n} 个层对</translation>
        </message>
        <message>
            <source>{done} of {total} pairs</source>
            <translation>{done} / {total} 个层对</translation>
        </message>
        <message>
            <source>{n} unmatched</source>
            <translation>{n} 个未配对</translation>
        </message>
        <message>
            <source>Look at {layer} first →</source>
            <translation>请先看 {layer} →</translation>
        </message>
        <message>
            <source>{layer}: good by its cosine, and yet not right</source>
            <translation>{layer}：按余弦相似度为良好，但其实不对</translation>
        </message>
        <message>
            <source>{layer}: the first bad or broken layer in the network none of whose inputs is bad or broken; they may be warn</source>
            <translation>{layer}：网络中第一个差或无法判定、且其所有输入都不是差或无法判定的层；输入可能为警告</translation>
        </message>
        <message>
            <source>What a layer adds is the part of its RelativeEuclideanDistance that its inputs did not bring along, in % of its own signal: √(RED² of the output − RED² of the inputs). The trend shows it as Added error.</source>
            <translation>某层的新增误差是其 RelativeEuclideanDistance 中并非由输入带来的部分，以占该层自身信号的百分比表示：√(输出 RED² − 输入 RED²)。趋势图中称为“新增误差”。</translation>
        </message>
        <message>
            <source>{n} more…</source>
            <translation>还有 {n} 条…</translation>
        </message>
    </context>
    <context>
        <name>TopologyCanvas</name>
        <message>
            <source>Add a prototxt or a dot to see the network</source>
            <translation>添加 prototxt 或 dot 文件以查看网络</translation>
        </message>
        <message>
            <source>Laying out the network …</source>
            <translation>正在布局网络…</translation>
        </message>
        <message>
            <source>look here first</source>
            <translation>请先看这里</translation>
        </message>
    </context>
    <context>
        <name>TopologyPanel</name>
        <message>
            <source>Find a layer</source>
            <translation>查找层</translation>
        </message>
        <message>
            <source>Find a layer in the network</source>
            <translation>在网络中查找层</translation>
        </message>
        <message>
            <source>Name, type or blob (Ctrl+Shift+F); Enter goes to the next, Shift+Enter to the one before, Esc ends the search</source>
            <translation>名称、类型或 blob (Ctrl+Shift+F)；Enter 转到下一个，Shift+Enter 转到上一个，Esc 结束查找</translation>
        </message>
        <message>
            <source>Arranging it more finely …</source>
            <translation>正在细化布局…</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>缩小</translation>
        </message>
        <message>
            <source>Zoom out (−)</source>
            <translation>缩小 (−)</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>Zoom in (+)</source>
            <translation>放大 (+)</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>适应</translation>
        </message>
        <message>
            <source>Show the whole network (F)</source>
            <translation>显示整个网络 (F)</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Save or copy the picture of the whole network</source>
            <translation>保存或复制整个网络的图片</translation>
        </message>
        <message>
            <source>Unfold</source>
            <translation>展开</translation>
        </message>
        <message>
            <source>Open elements</source>
            <translation>打开元素</translation>
        </message>
        <message>
            <source>Copy name</source>
            <translation>复制名称</translation>
        </message>
        <message>
            <source>Fold</source>
            <translation>折叠</translation>
        </message>
        <message>
            <source>Overview in the corner</source>
            <translation>角落中的概览图</translation>
        </message>
        <message>
            <source>Show the whole network</source>
            <translation>显示整个网络</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
    </context>
    <context>
        <name>TopologyView</name>
        <message>
            <source>… {count} more</source>
            <translation>… 还有 {count} 个</translation>
        </message>
        <message>
            <source>added –</source>
            <translation>新增 –</translation>
        </message>
        <message>
            <source>nothing compared</source>
            <translation>未对比</translation>
        </message>
        <message>
            <source>max</source>
            <translation>最大</translation>
        </message>
        <message>
            <source>rel</source>
            <translation>相对</translation>
        </message>
        <message>
            <source>mean</source>
            <translation>平均</translation>
        </message>
        <message>
            <source>rms</source>
            <translation>均方根</translation>
        </message>
        <message>
            <source>added</source>
            <translation>新增</translation>
        </message>
        <message>
            <source>lengths differ</source>
            <translation>长度不同</translation>
        </message>
        <message>
            <source>NaN or Inf</source>
            <translation>NaN 或 Inf</translation>
        </message>
        <message>
            <source>unreadable</source>
            <translation>无法读取</translation>
        </message>
        <message>
            <source>{worst}  (worst of {count})</source>
            <translation>{worst}  ({count} 个中最差)</translation>
        </message>
        <message>
            <source>{n} {severity} of {count}</source>
            <translation>{count} 个中 {n} 个{severity}</translation>
        </message>
        <message>
            <source>segment {segment}</source>
            <translation>段 {segment}</translation>
        </message>
        <message>
            <source>id {id}</source>
            <translation>id {id}</translation>
        </message>
        <message>
            <source>no data</source>
            <translation>无数据</translation>
        </message>
        <message>
            <source>Click or Enter unfolds it</source>
            <translation>点击或按 Enter 展开</translation>
        </message>
        <message>
            <source>rule {rule}</source>
            <translation>规则 {rule}</translation>
        </message>
        <message>
            <source>cosine</source>
            <translation>余弦</translation>
        </message>
        <message>
            <source>max error</source>
            <translation>最大误差</translation>
        </message>
        <message>
            <source>relative distance</source>
            <translation>相对距离</translation>
        </message>
        <message>
            <source>mean, deviation</source>
            <translation>均值，标准差</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>拓扑图</translation>
        </message>
        <message>
            <source>The layers as boxes coloured by severity; arrow keys follow the edges</source>
            <translation>各层显示为按严重程度着色的框；方向键沿边移动</translation>
        </message>
    </context>
    <context>
        <name>TrendHead</name>
        <message>
            <source>Metric of the trend</source>
            <translation>趋势图的指标</translation>
        </message>
        <message>
            <source>Clear the stretch (Esc)</source>
            <translation>清除区段 (Esc)</translation>
        </message>
        <message>
            <source>Clear the stretch</source>
            <translation>清除区段</translation>
        </message>
        <message>
            <source>How to use the trend</source>
            <translation>趋势图使用方法</translation>
        </message>
        <message>
            <source>A square at the bottom stands where files without a partner belong;
point at it to read their names</source>
            <translation>底部的方块表示未配对文件所在的位置；
指向方块可查看文件名</translation>
        </message>
        <message>
            <source>in file order: the network is not known</source>
            <translation>按文件顺序：网络未知</translation>
        </message>
        <message>
            <source>The layers stand as their files do in the folder, not as the network runs.
Give a prototxt or a dot and press Compare to have them in network order.</source>
            <translation>各层按文件夹中的文件顺序排列，而不是网络的执行顺序。
指定 prototxt 或 dot 文件并点击“对比”，即可按网络顺序排列。</translation>
        </message>
        <message>
            <source>Drag the ends of the stretch to adjust it; Esc clears it</source>
            <translation>拖动区段的两端进行调整；按 Esc 清除</translation>
        </message>
        <message>
            <source>□ {count} unmatched</source>
            <translation>□ {count} 个未配对</translation>
        </message>
        <message>
            <source>Up is better.</source>
            <translation>越高越好。</translation>
        </message>
    </context>
    <context>
        <name>TrendPlot</name>
        <message>
            <source>Trend along the network</source>
            <translation>沿网络的趋势</translation>
        </message>
        <message>
            <source>The trend cannot be drawn: {error}</source>
            <translation>无法绘制趋势图：{error}</translation>
        </message>
        <message>
            <source>n/a</source>
            <translation>无</translation>
        </message>
        <message>
            <source>broken</source>
            <translation>无法判定</translation>
        </message>
        <message>
            <source>look here first: {layer}</source>
            <translation>请先看这里：{layer}</translation>
        </message>
        <message>
            <source>not measured yet</source>
            <translation>尚未计算</translation>
        </message>
        <message>
            <source>added error unknown</source>
            <translation>新增误差未知</translation>
        </message>
        <message>
            <source>□ unmatched, no partner for: {files}</source>
            <translation>□ 未配对，以下文件没有配对文件：{files}</translation>
        </message>
        <message>
            <source>layer {first}: {count} pair, {bad} bad</source>
            <translation>第 {first} 层：{count} 个层对，{bad} 个差</translation>
        </message>
        <message>
            <source>layers {first}–{last}: {count} pairs, {bad} bad</source>
            <translation>第 {first}–{last} 层：{count} 个层对，{bad} 个差</translation>
        </message>
        <message>
            <source>, {broken} broken</source>
            <translation>，{broken} 个无法判定</translation>
        </message>
        <message>
            <source>Drag: choose a stretch; drag its ends to adjust it
Click beside it, double-click an end of it, or Esc: clear it
Click, double-click: select a layer, open it
Wheel: zoom · Shift+wheel, Shift+drag, middle or right drag: move along
← → Home End PageUp PageDown: step · Shift with them: stretch from the cursor
Enter: open · + −: zoom · 0 or F: show all</source>
            <translation>拖动：选择区段；拖动两端可调整
在区段外单击、双击端点或按 Esc：清除区段
单击、双击：选中层、打开层
滚轮：缩放 · Shift+滚轮、Shift+拖动、中键或右键拖动：平移
← → Home End PageUp PageDown：逐个移动 · 同时按 Shift：从光标处选择区段
Enter：打开 · + −：缩放 · 0 或 F：显示全部</translation>
        </message>
        <message>
            <source>L·R / (‖L‖ ‖R‖), each nine one step</source>
            <translation>L·R / (‖L‖ ‖R‖)，每多一个 9 为一格</translation>
        </message>
        <message>
            <source>Cosine of L − mean L and R − mean R: blind to a constant offset</source>
            <translation>L − mean L 与 R − mean R 的余弦：不反映固定偏移</translation>
        </message>
        <message>
            <source>max |L − R|, in the values' own unit</source>
            <translation>max |L − R|，单位与数值相同</translation>
        </message>
        <message>
            <source>mean |L − R|, in the values' own unit</source>
            <translation>mean |L − R|，单位与数值相同</translation>
        </message>
        <message>
            <source>√ mean (L − R)², in the values' own unit</source>
            <translation>√ mean (L − R)²，单位与数值相同</translation>
        </message>
        <message>
            <source>‖L − R‖ / ‖L‖: 0.1 = a tenth of it is error</source>
            <translation>‖L − R‖ / ‖L‖：0.1 = 误差占十分之一</translation>
        </message>
        <message>
            <source>10·log10(Σ L² / Σ (L − R)²): 20 dB = 10 % error</source>
            <translation>10·log10(Σ L² / Σ (L − R)²)：20 dB = 10 % 误差</translation>
        </message>
        <message>
            <source>√ max(0, RED² of the output − RED² of the inputs): what the layer itself adds.
Inputs are the nearest paired layers upstream, pooled. Errors are taken to be
independent; a layer that amplifies error more than signal (a BatchNorm that
takes a large mean away, a ReLU that cuts the signal) shows as adding it.</source>
            <translation>√ max(0, 输出的 RED² − 输入的 RED²)：该层自身新增的误差（RED = 相对欧氏距离）。
输入取上游最近的已配对层，合并计算。假定误差相互独立；
如果某层对误差的放大大于对信号的放大（例如减去较大均值的 BatchNorm、
截断信号的 ReLU），会显示为新增误差。</translation>
        </message>
        <message>
            <source>better</source>
            <translation>更好</translation>
        </message>
        <message>
            <source>less error</source>
            <translation>误差更小</translation>
        </message>
        <message>
            <source>cosine {number}</source>
            <translation>余弦 {number}</translation>
        </message>
        <message>
            <source>centred cosine {number}</source>
            <translation>去均值余弦 {number}</translation>
        </message>
        <message>
            <source>max error {number}</source>
            <translation>最大误差 {number}</translation>
        </message>
        <message>
            <source>mean error {number}</source>
            <translation>平均误差 {number}</translation>
        </message>
        <message>
            <source>RMSE {number}</source>
            <translation>均方根误差 {number}</translation>
        </message>
        <message>
            <source>relative distance {number}</source>
            <translation>相对距离 {number}</translation>
        </message>
        <message>
            <source>SQNR {number} dB</source>
            <translation>SQNR {number} dB</translation>
        </message>
        <message>
            <source>added error {number}</source>
            <translation>新增误差 {number}</translation>
        </message>
    </context>
    <context>
        <name>ValueHistogram</name>
        <message>
            <source>Histogram of both sides</source>
            <translation>两侧的直方图</translation>
        </message>
        <message>
            <source>Logarithmic counts</source>
            <translation>对数计数</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>数值</translation>
        </message>
        <message>
            <source>Elements</source>
            <translation>元素</translation>
        </message>
        <message>
            <source>No finite number on either side</source>
            <translation>两侧都没有有限值</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>左侧</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>右侧</translation>
        </message>
        <message>
            <source>{low} … {high}: left {left}, right {right}</source>
            <translation>{low} … {high}：左侧 {left}，右侧 {right}</translation>
        </message>
    </context>
    <context>
        <name>WarningStrip</name>
        <message>
            <source>Dismiss</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>WindowMemory</name>
        <message>
            <source>Forget These</source>
            <translation>清除这些记录</translation>
        </message>
    </context>
</TS>
