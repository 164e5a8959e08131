"""An analysis and everything that only it used, gone."""

from __future__ import annotations

from aima.model.analysis import AnalysisId
from aima.stores.base import Stores


def erase(stores: Stores, id: AnalysisId) -> None:
    """Delete an analysis with its runs, and its recording's rows and stills where nothing else uses them.

    The recording itself lies where it always lay and is not touched. Raises `NotFound`, and `StoreBusy` while the
    recording is being analysed.
    """
    analysis = stores.analyses.get(id)
    with stores.lock(analysis.media):
        stores.analyses.delete(id)
