import pytest
from django.urls import reverse
def test_smoke(cast, login):
    from signals import workflow as w
    s=cast.signal
    c=login(cast.coach)
    entry=None
    for name,args in [("workspace:today",[]),("signals:list",[]),("signals:create",[]),("signals:create_at",[cast.home.number]),("signals:detail",[s.number]),("signals:edit",[s.number]),("signals:assess",[s.number]),("signals:feedback",[s.number]),("signals:close",[s.number]),("signals:reopen",[s.number]),("signals:reporter",[s.number]),("signals:start",[s.number]),("signals:address",[cast.home.number]),("signals:mine",[]),("cases:list",[]),("cases:note_pick",[]),("cases:note",[cast.trajectory.number]),("cases:move",[cast.trajectory.number,"analysis"]),("cases:close",[cast.trajectory.number]),("cases:stop",[cast.trajectory.number]),("cases:team",[cast.trajectory.number]),("cases:resident",[cast.trajectory.number]),("cases:next_contact",[cast.trajectory.number]),("workspace:dossier",[cast.trajectory.number]),("workspace:search",[])]:
        r=c.get(reverse(name,args=args)); print(name,r.status_code); assert r.status_code==200,(name,r.status_code)
    r=c.post("/zoeken/",{"q":"vries"}); assert r.status_code==200; print(r.content.decode().count("due-list__item"))
    r=c.post("/signalen/nieuw/",{"place":"lange kade 12","facts":"Hij stond te roepen","urgency":"soon","channel":"seen","happened_on":"2026-11-20","reporter_role":"caretaker","once":"6f1d2c0e-8a3b-4c55-9d5e-111111111111"}); print(r.status_code, r.headers.get("Location"))
    r=c.post("/signalen/nieuw/",{"place":"lange kade 12","facts":"Hij stond te roepen","urgency":"soon","channel":"seen","happened_on":"2026-11-20","reporter_role":"caretaker","once":"6f1d2c0e-8a3b-4c55-9d5e-111111111111"}); print(r.status_code, r.headers.get("Location"))
    login(cast.privacy_officer)
    r=c.get("/logboek/?nummer="+cast.trajectory.number); assert r.status_code==200; print(r.content.decode().count("<tr"))
    login(cast.administrator)
    assert c.get("/mensen/").status_code==200
    assert c.get("/onderdelen/").status_code==200
