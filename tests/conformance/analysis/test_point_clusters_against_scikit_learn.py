"""DBSCAN by weights beside scikit-learn's DBSCAN of every event, and distances by hand."""

from __future__ import annotations

import numpy as np
from sklearn.cluster import DBSCAN
from sklearn.metrics import adjusted_rand_score

from saferplace.analysis.point_clusters import dense_groups


def test_groups_are_those_of_scikit_learn_with_every_event_put_in() -> None:
    rng = np.random.default_rng(12)
    places = (
        np.round(np.concatenate([rng.normal(c, 150, (60, 2)) for c in ((0, 0), (2000, 500), (900, 2600))]) / 25) * 25
    )
    events = places[rng.choice(len(places), 4000, p=rng.dirichlet(np.full(len(places), 0.3)))]
    peer = DBSCAN(eps=120, min_samples=60).fit_predict(events)
    ours = dense_groups(events[:, 0], events[:, 1], within_m=120, at_least=60)
    core = np.array([(np.hypot(*(events - point).T) <= 120).sum() >= 60 for point in events])
    assert len(ours.groups) == peer.max() + 1 >= 3
    assert ((ours.group_of > 0) == (peer >= 0)).all()
    assert adjusted_rand_score(ours.group_of[core], peer[core]) == 1
    assert (peer == -1).any()
