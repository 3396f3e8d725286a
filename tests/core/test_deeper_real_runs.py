"""Deeper numbers of the real runs beside the project, against NumPy and the pairs' own metrics."""

from __future__ import annotations

import math

import numpy as np
import pytest
from comparison_samples import RETINAFACE
from dumps_reading import REAL_DATA

from core.comparison.deeper.channels import channel_table
from core.comparison.deeper.line import best_fit
from core.comparison.deeper.magnitudes import magnitudes
from core.comparison.deeper.places import error_map
from core.comparison.deeper.steps import Step, step_counts
from core.comparison.elements import Elements
from core.comparison.engine import measure_pairs, read_pair
from core.comparison.matching import make_plan
from core.comparison.model import Request
from core.dumps.folder import scan_folder
from core.dumps.formats import FixedPoint
from core.dumps.model import Encoding
from core.dumps.reader import read_dump

pytestmark = pytest.mark.skipif(not RETINAFACE.is_dir(), reason="no data beside the project")

PROTOTXT = RETINAFACE / "deploy.prototxt"


@pytest.mark.parametrize("bits", [8, 16])
def test_every_tenth_pair_adds_up_to_its_metrics(bits):
    plan = make_plan(
        Request(RETINAFACE / "caffe", (RETINAFACE / f"mapper_quant_{bits}bit",), PROTOTXT)
    )
    results = sorted(measure_pairs(plan), key=lambda found: found[0])
    for _, result in results[::10]:
        elements = Elements(*read_pair(plan, result.pair))
        metrics, count = result.metrics, len(elements)
        left, right = elements.both(0, count)
        channels, height, width = result.shape
        found = channel_table(elements, channels)
        error = (left - right).reshape(channels, -1)
        rmse = np.sqrt((error**2).mean(axis=1))
        np.testing.assert_allclose(found.root_mean_square_error, rmse, rtol=1e-9)
        np.testing.assert_array_equal(found.max_absolute_error, np.abs(error).max(axis=1))
        whole = math.sqrt(float((found.root_mean_square_error**2).mean()))
        assert whole == pytest.approx(metrics.root_mean_square_error, rel=1e-9)
        where = error_map(elements, result.shape)
        by_place = np.abs(error).reshape(channels, -1).mean(axis=0)
        np.testing.assert_allclose(
            where.mean.ravel()[: height * width], by_place, rtol=1e-9, atol=1e-15
        )
        assert float(np.nanmax(where.largest)) == metrics.max_absolute_error
        assert magnitudes(elements).counts.sum() == count
        step = Step.of(elements.right)
        assert step == Step(2.0**-12)
        steps = step_counts(elements, step)
        assert steps.within_half == (np.abs(left - right) <= 2.0**-13).sum()
        assert steps.counts.sum() + steps.below + steps.above == count
        line = best_fit(elements)
        gain, offset = np.polyfit(left, right, 1)
        assert (line.gain, line.offset) == pytest.approx((gain, offset), rel=1e-6, abs=1e-9)
        assert line.rmse_before == metrics.root_mean_square_error
        assert line.rmse_after <= line.rmse_before


def test_logarithmic_codes_are_whole_steps_apart():
    folder = REAL_DATA / "sfd" / "mapper_quant"
    dumps = scan_folder(folder).dumps
    looked_at = 0
    for dump in dumps:
        if dump.name.encoding is not Encoding.NONLINEAR:
            continue
        values = read_dump(dump.path, dump.name, FixedPoint(), data_delta=-200)
        step = Step.of(values)
        assert step.logarithmic
        # The same codes, each moved by as many steps as its place says.
        apart = np.arange(len(values)) % 5 - 2
        moved = values.as_float() * 2.0 ** (apart * step.size)
        found = step_counts(Elements(type(values)(moved), values), step)
        zeros = values.as_float() == 0.0
        wanted = np.where(zeros, 0, apart)
        assert found.within_half == (np.abs(wanted) <= 0.5).sum()
        assert found.within_two == len(values)
        assert found.without == 0
        looked_at += 1
    assert looked_at > 3
