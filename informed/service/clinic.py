"""What the clinic says about itself now: the environment's settings, and over them what its administrators set."""

from dataclasses import replace
from threading import Lock

from informed.desk import Desk
from informed.errors import Tampered
from informed.events import CLINIC
from informed.ports import Clinic
from informed.service.records import Records


class Clinics:
    """Follows the chain `clinic`: each look fetches only what is new since."""

    def __init__(self, records: Records, defaults: Clinic):
        self._records = records
        self._defaults = defaults
        self._lock = Lock()
        self._seen, self._desk = 0, Desk()

    def desk(self) -> Desk:
        """What is set for the front desk, up to the last event on disk."""
        with self._lock:
            try:
                return self._follow()
            except Tampered:  # another ledger stands there since, as after a restore: from its beginning, or it is true
                self._seen, self._desk = 0, Desk()
                return self._follow()

    def now(self) -> Clinic:
        """Name, address, notice, walk-in and retention as they count now."""
        desk, clinic = self.desk(), self._defaults
        if desk.profile:
            profile = desk.profile
            clinic = replace(clinic, name=profile.name, address=profile.address, hotline=profile.hotline)
        if desk.notice:
            clinic = replace(clinic, notice_vi=desk.notice.vi, notice_en=desk.notice.en)
        if desk.retention:
            clinic = replace(clinic, retention_days=desk.retention.days)
        return clinic if desk.walk_in is None else replace(clinic, walk_in=desk.walk_in)

    def _follow(self) -> Desk:
        with self._records.reading() as work:
            new = work.events(CLINIC, after=self._seen)
        self._seen, self._desk = self._seen + len(new), self._desk.after(new)
        return self._desk
