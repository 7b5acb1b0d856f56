"""The error rates of the detector lab against cases one can count by hand."""

from __future__ import annotations

import numpy as np
import pytest

from demos.detection import metrics


def test_rates_by_hand() -> None:
    honest, blended = np.array([0.1, 0.2, 0.3, 0.8]), np.array([0.7, 0.9, 0.95, 0.25])
    assert metrics.macer(blended, 0.5) == 0.25
    assert metrics.bscer(honest, 0.5) == 0.25
    assert metrics.d_eer(honest, blended) == pytest.approx(0.25)
    assert metrics.auc(honest, blended) == pytest.approx(13 / 16)


def test_a_perfect_a_blind_and_a_wrong_way_detector() -> None:
    low, high = np.linspace(0, 1, 50), np.linspace(2, 3, 50)
    assert metrics.d_eer(low, high) == 0.0
    assert metrics.auc(low, high) == 1.0
    assert metrics.d_eer(high, low) == 1.0
    same = np.full(20, 0.5)
    assert metrics.d_eer(same, same) == pytest.approx(0.5)
    assert metrics.auc(same, same) == 0.5


def test_equal_error_rate_of_two_normal_distributions() -> None:
    rng = np.random.default_rng(1)
    honest, blended = rng.normal(0, 1, 40_000), rng.normal(2, 1, 40_000)
    assert metrics.d_eer(honest, blended) == pytest.approx(0.1587, abs=0.005)  # the normal's tail beyond one sigma


@pytest.mark.parametrize("rate", [0.0, 0.01, 0.05, 0.1, 0.5, 1.0])
def test_threshold_keeps_its_promise(rate: float) -> None:
    honest = np.random.default_rng(2).normal(size=300)
    at = metrics.threshold_at(honest, rate)
    assert metrics.bscer(honest, at) <= rate
    assert metrics.bscer(honest, at) >= rate - 1 / 300 - 1e-9


def test_bootstrap_counts_clusters_not_pictures() -> None:
    rng = np.random.default_rng(3)
    person = np.repeat(np.arange(30), 20)
    honest = rng.normal(size=30)[person] + rng.normal(0, 0.01, 600)
    blended = honest + 1.0
    wide = metrics.bootstrap(metrics.d_eer, (honest, person.tolist()), (blended, person.tolist()), 200)
    narrow = metrics.bootstrap(metrics.d_eer, (honest, range(600)), (blended, range(600)), 200)
    assert wide.low <= wide.value <= wide.high
    assert wide.high - wide.low > 2 * (narrow.high - narrow.low)


def test_calibration_error_of_known_liars() -> None:
    truth = np.tile([True, False], 500)
    honest = metrics.reliability(np.full(1000, 0.5), truth)
    assert honest.ece == pytest.approx(0.0)
    liar = metrics.reliability(np.full(1000, 0.99), truth)
    assert liar.ece == pytest.approx(0.49)
    assert liar.count.sum() == 1000


def test_alarms_are_mostly_wrong_when_morphs_are_rare() -> None:
    assert metrics.right_alarms(0.854, 0.05, 0.01) == pytest.approx(0.147, abs=0.001)
    assert metrics.right_alarms(1.0, 0.0, 0.001) == 1.0
    assert metrics.right_alarms(0.0, 0.0, 0.5) == 0.0


@pytest.mark.parametrize("bad", [np.array([]), np.array([np.nan]), np.array([np.inf, 1.0])])
def test_bad_scores_are_refused(bad: np.ndarray) -> None:
    with pytest.raises(metrics.MetricError, match="bona fide"):
        metrics.d_eer(bad, np.array([1.0]))
