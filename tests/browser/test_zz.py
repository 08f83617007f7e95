import time, pytest
from tests.browser.crawl import *
from tests.browser import looks
from tests.stage import PEOPLE
@pytest.mark.django_db(transaction=True)
def test_count(house):
    for who in PEOPLE:
        t=time.time(); p=pages_of(who, getattr(house,who,None)); print(who, len(p), round(time.time()-t,2), sorted(names_of(p)))
def test_time(visit, house):
    v=visit(house.coach, path=None)
    for path in ("/signalen/", "/signalen/nieuw/", house.running.get_absolute_url()):
        t=time.time(); v.go(path); print(path, "load", round(time.time()-t,2), end=" ")
        t=time.time(); v.page.evaluate(looks.AXE.axe_script); print("inject", round(time.time()-t,2), end=" ")
        for w in looks.WIDTHS:
            t=time.time(); v.page.set_viewport_size({"width":w,"height":844}); print(w, round(time.time()-t,2), end=" ")
            for c in (looks.STICKS_OUT, looks.UNDER_THE_BAR, looks.TOO_SMALL): v.page.evaluate(c)
            t=time.time(); looks.violations(v.page); print("axe", round(time.time()-t,2), end=" ")
            t=time.time(); looks.violations(v.page, looks.OPTIONS|{"preload":False}); print("axe nopreload", round(time.time()-t,2), end=" ")
        print()
