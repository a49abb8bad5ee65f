<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>Linewright</name>
    <message>
      <source> or </source>
      <translation> oder </translation>
    </message>
    <message>
      <source>&amp;Arrange</source>
      <translation>&amp;Anordnen</translation>
    </message>
    <message>
      <source>&amp;Close</source>
      <translation>S&amp;chließen</translation>
    </message>
    <message>
      <source>&amp;Connections</source>
      <translation>Verb&amp;indungen</translation>
    </message>
    <message>
      <source>&amp;Delete</source>
      <translation>&amp;Löschen</translation>
    </message>
    <message>
      <source>&amp;Discard</source>
      <translation>&amp;Verwerfen</translation>
    </message>
    <message>
      <source>&amp;Do anything…</source>
      <translation>&amp;Befehl suchen…</translation>
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
      <source>&amp;Faster</source>
      <translation>&amp;Schneller</translation>
    </message>
    <message>
      <source>&amp;Figures</source>
      <translation>Kenn&amp;zahlen</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>&amp;Datei</translation>
    </message>
    <message>
      <source>&amp;Fit</source>
      <translation>&amp;Einpassen</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>&amp;Hilfe</translation>
    </message>
    <message>
      <source>&amp;Hide</source>
      <translation>Verber&amp;gen</translation>
    </message>
    <message>
      <source>&amp;History</source>
      <translation>Verlauf zei&amp;gen</translation>
    </message>
    <message>
      <source>&amp;Keys, mouse and signs</source>
      <translation>&amp;Tasten, Maus und Zeichen</translation>
    </message>
    <message>
      <source>&amp;Library</source>
      <translation>&amp;Bibliothek</translation>
    </message>
    <message>
      <source>&amp;Measure</source>
      <translation>&amp;Messen</translation>
    </message>
    <message>
      <source>&amp;New</source>
      <translation>&amp;Neu</translation>
    </message>
    <message>
      <source>&amp;Open…</source>
      <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
      <source>&amp;Paste</source>
      <translation>E&amp;infügen</translation>
    </message>
    <message>
      <source>&amp;Play</source>
      <translation>A&amp;bspielen</translation>
    </message>
    <message>
      <source>&amp;Play or pause</source>
      <translation>&amp;Abspielen oder anhalten</translation>
    </message>
    <message>
      <source>&amp;Redo</source>
      <translation>&amp;Wiederholen</translation>
    </message>
    <message>
      <source>&amp;Redo {step}</source>
      <translation>&amp;Wiederholen: {step}</translation>
    </message>
    <message>
      <source>&amp;Reload</source>
      <translation>Neu &amp;laden</translation>
    </message>
    <message>
      <source>&amp;Restore</source>
      <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
      <source>&amp;Rows and columns…</source>
      <translation>Rei&amp;hen und Spalten…</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>&amp;Speichern</translation>
    </message>
    <message>
      <source>&amp;Show all</source>
      <translation>A&amp;lles zeigen</translation>
    </message>
    <message>
      <source>&amp;Slower</source>
      <translation>&amp;Langsamer</translation>
    </message>
    <message>
      <source>&amp;Tour in five steps</source>
      <translation>&amp;Rundgang in fünf Schritten</translation>
    </message>
    <message>
      <source>&amp;Undo</source>
      <translation>&amp;Rückgängig</translation>
    </message>
    <message>
      <source>&amp;Undo {step}</source>
      <translation>&amp;Rückgängig: {step}</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>&amp;Ansicht</translation>
    </message>
    <message>
      <source>({number} more like this)</source>
      <translation>({number} weitere)</translation>
    </message>
    <message>
      <source>, by {cause}</source>
      <translation>, wegen {cause}</translation>
    </message>
    <message>
      <source>, now {state}</source>
      <translation>, jetzt {state}</translation>
    </message>
    <message>
      <source>, to {angle}°</source>
      <translation>, auf {angle}°</translation>
    </message>
    <message>
      <source>.</source>
      <translation>,</translation>
    </message>
    <message>
      <source>1 part since {time}</source>
      <translation>1 Teil seit {time}</translation>
    </message>
    <message>
      <source>1 problem</source>
      <translation>1 Problem</translation>
    </message>
    <message>
      <source>2.5 m, @2, 0.5, @1.5 m&lt;30, 3, 4 or 15 deg, then Return</source>
      <translation>2.5 m, @2, 0.5, @1.5 m&lt;30, 3, 4 oder 15 deg, dann Eingabetaste</translation>
    </message>
    <message>
      <source>3D view of the line</source>
      <translation>3D-Ansicht der Linie</translation>
    </message>
    <message>
      <source>; {number} more selected</source>
      <translation>; {number} weitere ausgewählt</translation>
    </message>
    <message>
      <source>A distance is wanted, such as 2.5 m.</source>
      <translation>Erwartet wird ein Abstand, etwa 2.5 m.</translation>
    </message>
    <message>
      <source>A new machine takes 10 s for a part. Click one: its values are shown on the right. Type another cycle with its unit, 8 s or 0.2 min, and press Return. What is still wrong or missing is listed under Problems.</source>
      <translation>Eine neue Maschine braucht 10 s für ein Teil. Klicken Sie eine an: Rechts stehen ihre Werte. Tippen Sie bei cycle eine andere Zeit mit Einheit ein, 8 s oder 0.2 min, und drücken Sie die Eingabetaste. Was noch fehlt oder nicht stimmt, steht unter Probleme.</translation>
    </message>
    <message>
      <source>Add a day</source>
      <translation>Tag hinzufügen</translation>
    </message>
    <message>
      <source>Add a lot</source>
      <translation>Los hinzufügen</translation>
    </message>
    <message>
      <source>Add a matrix</source>
      <translation>Matrix hinzufügen</translation>
    </message>
    <message>
      <source>Add a routing</source>
      <translation>Arbeitsplan hinzufügen</translation>
    </message>
    <message>
      <source>Add a row</source>
      <translation>Zeile hinzufügen</translation>
    </message>
    <message>
      <source>Add a shift</source>
      <translation>Schicht hinzufügen</translation>
    </message>
    <message>
      <source>Add a value</source>
      <translation>Wert hinzufügen</translation>
    </message>
    <message>
      <source>Add an order</source>
      <translation>Auftrag hinzufügen</translation>
    </message>
    <message>
      <source>Agv</source>
      <translation>FTF</translation>
    </message>
    <message>
      <source>All mine</source>
      <translation>Überall meins</translation>
    </message>
    <message>
      <source>All theirs</source>
      <translation>Überall die Datei</translation>
    </message>
    <message>
      <source>Amr</source>
      <translation>AMR</translation>
    </message>
    <message>
      <source>Another id for {name}</source>
      <translation>Andere Kennung für {name}</translation>
    </message>
    <message>
      <source>Area of the box around all equipment that parts pass</source>
      <translation>Fläche des Rechtecks um alles, was Teile durchlaufen</translation>
    </message>
    <message>
      <source>Area on which this equipment stands</source>
      <translation>Fläche, auf der diese Einrichtungen stehen</translation>
    </message>
    <message>
      <source>Assembly</source>
      <translation>Montage</translation>
    </message>
    <message>
      <source>Assembly bench</source>
      <translation>Montagetisch</translation>
    </message>
    <message>
      <source>Assembly cell</source>
      <translation>Montagezelle</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Be led from an empty hall to a line that runs</source>
      <translation>In fünf Schritten von der leeren Halle zur laufenden Linie</translation>
    </message>
    <message>
      <source>Before</source>
      <translation>Vorher</translation>
    </message>
    <message>
      <source>Begin</source>
      <translation>Anfang</translation>
    </message>
    <message>
      <source>Begin an empty hall</source>
      <translation>Mit einer leeren Halle beginnen</translation>
    </message>
    <message>
      <source>Begin another matrix of changeovers</source>
      <translation>Eine weitere Rüstmatrix beginnen</translation>
    </message>
    <message>
      <source>Beginning</source>
      <translation>Anfang</translation>
    </message>
    <message>
      <source>Belts</source>
      <translation>Bänder</translation>
    </message>
    <message>
      <source>Beside the saved file, with the same random numbers in both</source>
      <translation>Neben der gespeicherten Datei, mit denselben Zufallszahlen in beiden</translation>
    </message>
    <message>
      <source>Bin</source>
      <translation>Kleinladungsträger</translation>
    </message>
    <message>
      <source>Bring the whole line into view</source>
      <translation>Die ganze Linie zeigen</translation>
    </message>
    <message>
      <source>Bring what is selected into line: front sides</source>
      <translation>Ausgewähltes an den Vorderseiten ausrichten</translation>
    </message>
    <message>
      <source>Bring what is selected into line: left sides</source>
      <translation>Ausgewähltes an den linken Seiten ausrichten</translation>
    </message>
    <message>
      <source>Bring what is selected into line: middles along X</source>
      <translation>Ausgewähltes an den Mitten entlang X ausrichten</translation>
    </message>
    <message>
      <source>Bring what is selected into line: middles along Y</source>
      <translation>Ausgewähltes an den Mitten entlang Y ausrichten</translation>
    </message>
    <message>
      <source>Bring what is selected into line: rear sides</source>
      <translation>Ausgewähltes an den Rückseiten ausrichten</translation>
    </message>
    <message>
      <source>Bring what is selected into line: right sides</source>
      <translation>Ausgewähltes an den rechten Seiten ausrichten</translation>
    </message>
    <message>
      <source>Buffer</source>
      <translation>Puffer</translation>
    </message>
    <message>
      <source>Building</source>
      <translation>Gebäude</translation>
    </message>
    <message>
      <source>C&amp;onnect</source>
      <translation>&amp;Verbinden</translation>
    </message>
    <message>
      <source>Calendar</source>
      <translation>Kalender</translation>
    </message>
    <message>
      <source>Cannot be simulated yet: see Problems.</source>
      <translation>Noch nicht simulierbar: siehe Probleme.</translation>
    </message>
    <message>
      <source>Capper</source>
      <translation>Verschließer</translation>
    </message>
    <message>
      <source>Cells of the table</source>
      <translation>Zellen der Tabelle</translation>
    </message>
    <message>
      <source>Chain conveyor</source>
      <translation>Kettenförderer</translation>
    </message>
    <message>
      <source>Change between the light and the dark theme</source>
      <translation>Zwischen heller und dunkler Darstellung wechseln</translation>
    </message>
    <message>
      <source>Change of the file</source>
      <translation>Änderung der Datei</translation>
    </message>
    <message>
      <source>Change something</source>
      <translation>Etwas ändern</translation>
    </message>
    <message>
      <source>Changeover {name}</source>
      <translation>Rüsten {name}</translation>
    </message>
    <message>
      <source>Charger</source>
      <translation>Ladestation</translation>
    </message>
    <message>
      <source>Click</source>
      <translation>Klick</translation>
    </message>
    <message>
      <source>Click Source in the library, then the floor where parts come in. Place three machines to the right of it, some metres apart (Shift+click places several), and a Sink behind them. A click on the wrong spot? Ctrl+Z.</source>
      <translation>Klicken Sie in der Bibliothek auf Quelle, dann auf den Boden, wo Teile hereinkommen. Stellen Sie rechts davon drei Maschinen auf, einige Meter auseinander (Umschalt+Klick stellt mehrere auf), und dahinter eine Senke. Falsche Stelle? Strg+Z.</translation>
    </message>
    <message>
      <source>Click corners, or type 2.5 m or @2, 1 and Return; at last the machine where it ends, or the last corner again. Alt: any angle.</source>
      <translation>Ecken anklicken, oder 2.5 m oder @2, 1 und die Eingabetaste eintippen; zuletzt die Maschine, an der es endet, oder die letzte Ecke noch einmal. Alt: jeder Winkel.</translation>
    </message>
    <message>
      <source>Click the machine, or the place on the floor, where the conveyor begins.</source>
      <translation>Die Maschine oder die Stelle auf dem Boden anklicken, an der der Förderer beginnt.</translation>
    </message>
    <message>
      <source>Click to hide it (not saved)</source>
      <translation>Klick verbirgt es (wird nicht gespeichert)</translation>
    </message>
    <message>
      <source>Click to lock it</source>
      <translation>Klick sperrt es</translation>
    </message>
    <message>
      <source>Click what parts leave.</source>
      <translation>Anklicken, was Teile verlassen.</translation>
    </message>
    <message>
      <source>Click where parts go.</source>
      <translation>Anklicken, wohin Teile gehen.</translation>
    </message>
    <message>
      <source>Click where the {what} is to stand, or type the place: 3, 4. L turns it, Shift+click places several.</source>
      <translation>Anklicken, wo {what} stehen soll, oder die Stelle eintippen: 3, 4. L dreht, Umschalt+Klick stellt mehrere auf.</translation>
    </message>
    <message>
      <source>Click where to measure from.</source>
      <translation>Anklicken, von wo gemessen wird.</translation>
    </message>
    <message>
      <source>Click where to measure to.</source>
      <translation>Anklicken, bis wohin gemessen wird.</translation>
    </message>
    <message>
      <source>Click, then click where it is to stand.</source>
      <translation>Anklicken, dann dorthin klicken, wo es stehen soll.</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Close the window</source>
      <translation>Das Fenster schließen</translation>
    </message>
    <message>
      <source>Column</source>
      <translation>Säule</translation>
    </message>
    <message>
      <source>Columns, to the right</source>
      <translation>Spalten, nach rechts</translation>
    </message>
    <message>
      <source>Come nearer</source>
      <translation>Näher heran</translation>
    </message>
    <message>
      <source>Command</source>
      <translation>Befehl</translation>
    </message>
    <message>
      <source>Commands that fit</source>
      <translation>Passende Befehle</translation>
    </message>
    <message>
      <source>Conflicts with the file</source>
      <translation>Konflikte mit der Datei</translation>
    </message>
    <message>
      <source>Connect two machines: click what parts leave, then where they go</source>
      <translation>Zwei Maschinen verbinden: anklicken, was die Teile verlassen, dann, wohin sie gehen</translation>
    </message>
    <message>
      <source>Control cabinet</source>
      <translation>Schaltschrank</translation>
    </message>
    <message>
      <source>Conveyor</source>
      <translation>Förderer</translation>
    </message>
    <message>
      <source>Conveyors and stores</source>
      <translation>Förderer und Lager</translation>
    </message>
    <message>
      <source>Cop&amp;y</source>
      <translation>&amp;Kopieren</translation>
    </message>
    <message>
      <source>Crane</source>
      <translation>Kran</translation>
    </message>
    <message>
      <source>Ctrl + left button</source>
      <translation>Strg + linke Taste</translation>
    </message>
    <message>
      <source>Cu&amp;t</source>
      <translation>Ausschn&amp;eiden</translation>
    </message>
    <message>
      <source>Curve</source>
      <translation>Kurve</translation>
    </message>
    <message>
      <source>D&amp;uplicate</source>
      <translation>&amp;Duplizieren</translation>
    </message>
    <message>
      <source>Dates on which no shift begins.</source>
      <translation>Tage, an denen keine Schicht beginnt.</translation>
    </message>
    <message>
      <source>Desk</source>
      <translation>Schreibtisch</translation>
    </message>
    <message>
      <source>Disassembly</source>
      <translation>Demontage</translation>
    </message>
    <message>
      <source>Diverter</source>
      <translation>Ausschleuser</translation>
    </message>
    <message>
      <source>Do it again</source>
      <translation>Noch einmal ausführen</translation>
    </message>
    <message>
      <source>Dock</source>
      <translation>Rampe</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Door</source>
      <translation>Tür</translation>
    </message>
    <message>
      <source>Drag to any time that has been simulated, forwards or backwards</source>
      <translation>Zu jeder simulierten Zeit ziehen, vorwärts oder rückwärts</translation>
    </message>
    <message>
      <source>Draw &amp;conveyor</source>
      <translation>&amp;Förderer zeichnen</translation>
    </message>
    <message>
      <source>Draw a conveyor: click the machine where it begins, corners, and the machine where it ends</source>
      <translation>Einen Förderer zeichnen: die Maschine anklicken, an der er beginnt, Ecken, und die Maschine, an der er endet</translation>
    </message>
    <message>
      <source>Edits of {name} since {moment} were not saved.</source>
      <translation>Änderungen an {name} seit {moment} wurden nicht gespeichert.</translation>
    </message>
    <message>
      <source>Edits on top of the changed file</source>
      <translation>Änderungen auf der neuen Datei</translation>
    </message>
    <message>
      <source>End tour</source>
      <translation>Beenden</translation>
    </message>
    <message>
      <source>Equal gaps along &amp;X</source>
      <translation>Gleiche Abstände entlang &amp;X</translation>
    </message>
    <message>
      <source>Equal gaps along &amp;Y</source>
      <translation>Gleiche Abstände entlang &amp;Y</translation>
    </message>
    <message>
      <source>Equipment</source>
      <translation>Einrichtungen</translation>
    </message>
    <message>
      <source>Esc ends.</source>
      <translation>Esc beendet.</translation>
    </message>
    <message>
      <source>Everywhere as it was edited here</source>
      <translation>Überall so, wie es hier geändert wurde</translation>
    </message>
    <message>
      <source>Everywhere as the file says</source>
      <translation>Überall so, wie es in der Datei steht</translation>
    </message>
    <message>
      <source>Fence</source>
      <translation>Schutzzaun</translation>
    </message>
    <message>
      <source>Filler</source>
      <translation>Abfüller</translation>
    </message>
    <message>
      <source>Finished</source>
      <translation>Fertiggestellt</translation>
    </message>
    <message>
      <source>Floor</source>
      <translation>Boden</translation>
    </message>
    <message>
      <source>Floor store</source>
      <translation>Bodenlager</translation>
    </message>
    <message>
      <source>Flow rack</source>
      <translation>Durchlaufregal</translation>
    </message>
    <message>
      <source>For the first time here</source>
      <translation>Zum ersten Mal hier</translation>
    </message>
    <message>
      <source>Forget these edits</source>
      <translation>Diese Änderungen vergessen</translation>
    </message>
    <message>
      <source>Forklift</source>
      <translation>Gabelstapler</translation>
    </message>
    <message>
      <source>From a &amp;corner</source>
      <translation>Von einer E&amp;cke</translation>
    </message>
    <message>
      <source>From a&amp;bove</source>
      <translation>Von &amp;oben</translation>
    </message>
    <message>
      <source>From one to the next</source>
      <translation>Von einer zur nächsten</translation>
    </message>
    <message>
      <source>From the fron&amp;t</source>
      <translation>Von vo&amp;rn</translation>
    </message>
    <message>
      <source>Front sides</source>
      <translation>Vorderseiten</translation>
    </message>
    <message>
      <source>Further shifts on single days, also on holidays.</source>
      <translation>Weitere Schichten an einzelnen Tagen, auch an Feiertagen.</translation>
    </message>
    <message>
      <source>Gantry</source>
      <translation>Portal</translation>
    </message>
    <message>
      <source>Gate</source>
      <translation>Tor</translation>
    </message>
    <message>
      <source>Go back by what plays in a second</source>
      <translation>Um das zurück, was in einer Sekunde abgespielt wird</translation>
    </message>
    <message>
      <source>Go farther away</source>
      <translation>Weiter weg</translation>
    </message>
    <message>
      <source>Go on by what plays in a second</source>
      <translation>Um das vor, was in einer Sekunde abgespielt wird</translation>
    </message>
    <message>
      <source>Go to a blank row</source>
      <translation>Zu einer leeren Zeile</translation>
    </message>
    <message>
      <source>Go to step {number}: {name}</source>
      <translation>Zu Schritt {number}: {name}</translation>
    </message>
    <message>
      <source>Go to the first moment</source>
      <translation>Zum ersten Augenblick</translation>
    </message>
    <message>
      <source>Go to the last moment simulated so far</source>
      <translation>Zum letzten Augenblick, der bisher simuliert ist</translation>
    </message>
    <message>
      <source>Good parts an hour, on average so far</source>
      <translation>Gute Teile je Stunde, im Mittel bisher</translation>
    </message>
    <message>
      <source>Good parts in a shift of eight hours at this pace</source>
      <translation>Gute Teile in einer Schicht von acht Stunden bei diesem Takt</translation>
    </message>
    <message>
      <source>Good parts that have left the line since the warm-up ended</source>
      <translation>Gute Teile, die die Linie seit dem Ende des Einschwingens verlassen haben</translation>
    </message>
    <message>
      <source>Good pieces an hour of planned time in the long run, with its interval</source>
      <translation>Gutstücke je Stunde geplanter Zeit auf lange Sicht, mit Vertrauensbereich</translation>
    </message>
    <message>
      <source>Grou&amp;p</source>
      <translation>&amp;Gruppieren</translation>
    </message>
    <message>
      <source>Hidden: click to show it</source>
      <translation>Verborgen: Klick zeigt es</translation>
    </message>
    <message>
      <source>Hide this message</source>
      <translation>Diese Meldung ausblenden</translation>
    </message>
    <message>
      <source>Hide what is selected; with nothing selected, show all again</source>
      <translation>Die Auswahl verbergen; ohne Auswahl alles wieder zeigen</translation>
    </message>
    <message>
      <source>History</source>
      <translation>Verlauf</translation>
    </message>
    <message>
      <source>Holidays</source>
      <translation>Feiertage</translation>
    </message>
    <message>
      <source>In a terminal `linewright import-cad` takes --units and --up where they cannot be known.</source>
      <translation>In einem Terminal nimmt `linewright import-cad` --units und --up entgegen, wo beides nicht zu erkennen ist.</translation>
    </message>
    <message>
      <source>In the file</source>
      <translation>In der Datei</translation>
    </message>
    <message>
      <source>In the line</source>
      <translation>In der Linie</translation>
    </message>
    <message>
      <source>Injection moulding</source>
      <translation>Spritzgießmaschine</translation>
    </message>
    <message>
      <source>Join them</source>
      <translation>Verbinden</translation>
    </message>
    <message>
      <source>Keep what is selected from being moved, turned and deleted, or no longer</source>
      <translation>Die Auswahl gegen Verschieben, Drehen und Löschen sperren oder wieder freigeben</translation>
    </message>
    <message>
      <source>Keys, mouse and signs</source>
      <translation>Tasten, Maus und Zeichen</translation>
    </message>
    <message>
      <source>La&amp;yers and groups</source>
      <translation>Ebenen &amp;und Gruppen</translation>
    </message>
    <message>
      <source>Labeller</source>
      <translation>Etikettierer</translation>
    </message>
    <message>
      <source>Lathe</source>
      <translation>Drehmaschine</translation>
    </message>
    <message>
      <source>Layers and groups</source>
      <translation>Ebenen und Gruppen</translation>
    </message>
    <message>
      <source>Layouts (*.yaml *.yml)</source>
      <translation>Layouts (*.yaml *.yml)</translation>
    </message>
    <message>
      <source>Lead time</source>
      <translation>Durchlaufzeit</translation>
    </message>
    <message>
      <source>Left button</source>
      <translation>Linke Taste</translation>
    </message>
    <message>
      <source>Left button on the ring around it</source>
      <translation>Linke Taste auf dem Ring darum</translation>
    </message>
    <message>
      <source>Left button on what is selected</source>
      <translation>Linke Taste auf Ausgewähltem</translation>
    </message>
    <message>
      <source>Left sides</source>
      <translation>Linke Seiten</translation>
    </message>
    <message>
      <source>Legend: {states}</source>
      <translation>Legende: {states}</translation>
    </message>
    <message>
      <source>Length of all conveyors</source>
      <translation>Länge aller Förderer</translation>
    </message>
    <message>
      <source>Let what is selected be selected as one from now on</source>
      <translation>Die Auswahl künftig als Ganzes auswählen</translation>
    </message>
    <message>
      <source>Levelled mix</source>
      <translation>Geglättete Mischung</translation>
    </message>
    <message>
      <source>Library</source>
      <translation>Bibliothek</translation>
    </message>
    <message>
      <source>Library of equipment</source>
      <translation>Bibliothek der Ausrüstung</translation>
    </message>
    <message>
      <source>Lift</source>
      <translation>Heber</translation>
    </message>
    <message>
      <source>Light curtain</source>
      <translation>Lichtvorhang</translation>
    </message>
    <message>
      <source>Light or &amp;dark</source>
      <translation>Hell oder &amp;dunkel</translation>
    </message>
    <message>
      <source>Loads of stations and people, in the order of the flow</source>
      <translation>Auslastung der Stationen und Personen, in der Reihenfolge des Flusses</translation>
    </message>
    <message>
      <source>Loc&amp;k or unlock</source>
      <translation>&amp;Sperren oder freigeben</translation>
    </message>
    <message>
      <source>Locked, and left as it is: {names}. Ctrl+Shift+L unlocks it.</source>
      <translation>Gesperrt und unverändert: {names}. Strg+Umschalt+L gibt frei.</translation>
    </message>
    <message>
      <source>Locked: click to let it be moved</source>
      <translation>Gesperrt: Klick gibt es frei</translation>
    </message>
    <message>
      <source>Look from a corner</source>
      <translation>Von einer Ecke aus betrachten</translation>
    </message>
    <message>
      <source>Look from above, as on the plan</source>
      <translation>Von oben betrachten, wie auf dem Plan</translation>
    </message>
    <message>
      <source>Look from the front, the operators' side</source>
      <translation>Von vorn betrachten, der Seite der Werker</translation>
    </message>
    <message>
      <source>Lots that are started evenly interleaved part by part, again and again. A plan has a sequence, a levelled mix or orders.</source>
      <translation>Lose, die Teil für Teil gleichmäßig gemischt gestartet werden, immer wieder. Ein Plan hat eine Reihenfolge, eine geglättete Mischung oder Aufträge.</translation>
    </message>
    <message>
      <source>Lots that are started one after the other, again and again. A plan has a sequence, a levelled mix or orders.</source>
      <translation>Lose, die nacheinander gestartet werden, immer wieder. Ein Plan hat eine Reihenfolge, eine geglättete Mischung oder Aufträge.</translation>
    </message>
    <message>
      <source>Machine</source>
      <translation>Maschine</translation>
    </message>
    <message>
      <source>Machining centre</source>
      <translation>Bearbeitungszentrum</translation>
    </message>
    <message>
      <source>Make the gaps between what is selected equal along X</source>
      <translation>Die Abstände des Ausgewählten entlang X angleichen</translation>
    </message>
    <message>
      <source>Make the gaps between what is selected equal along Y</source>
      <translation>Die Abstände des Ausgewählten entlang Y angleichen</translation>
    </message>
    <message>
      <source>Measure on the floor: click from where and to where</source>
      <translation>Auf dem Boden messen: von wo und bis wohin anklicken</translation>
    </message>
    <message>
      <source>Merge</source>
      <translation>Zusammenführung</translation>
    </message>
    <message>
      <source>Middle or right button, or Shift + left</source>
      <translation>Mittlere oder rechte Taste, oder Umschalt + linke</translation>
    </message>
    <message>
      <source>Middles along X</source>
      <translation>Mitten entlang X</translation>
    </message>
    <message>
      <source>Middles along Y</source>
      <translation>Mitten entlang Y</translation>
    </message>
    <message>
      <source>Mine</source>
      <translation>Meins</translation>
    </message>
    <message>
      <source>Mirrored copy to the r&amp;ight</source>
      <translation>Gespiegelte Kopie nach rech&amp;ts</translation>
    </message>
    <message>
      <source>Mirrored copy up the &amp;plan</source>
      <translation>Gespiegelte Kopie auf dem &amp;Plan nach oben</translation>
    </message>
    <message>
      <source>Move &amp;down the plan</source>
      <translation>Auf dem Plan nach &amp;unten</translation>
    </message>
    <message>
      <source>Move &amp;up the plan</source>
      <translation>Auf dem Plan nach &amp;oben</translation>
    </message>
    <message>
      <source>Move to the lef&amp;t</source>
      <translation>Nach l&amp;inks</translation>
    </message>
    <message>
      <source>Move to the rig&amp;ht</source>
      <translation>Nach r&amp;echts</translation>
    </message>
    <message>
      <source>Move what is selected by 0.1 m along +X</source>
      <translation>Ausgewähltes um 0,1 m entlang +X verschieben</translation>
    </message>
    <message>
      <source>Move what is selected by 0.1 m along +Y</source>
      <translation>Ausgewähltes um 0,1 m entlang +Y verschieben</translation>
    </message>
    <message>
      <source>Move what is selected by 0.1 m along -X</source>
      <translation>Ausgewähltes um 0,1 m entlang -X verschieben</translation>
    </message>
    <message>
      <source>Move what is selected by 0.1 m along -Y</source>
      <translation>Ausgewähltes um 0,1 m entlang -Y verschieben</translation>
    </message>
    <message>
      <source>Moving line</source>
      <translation>Fließlinie</translation>
    </message>
    <message>
      <source>N&amp;umbers</source>
      <translation>Za&amp;hlen</translation>
    </message>
    <message>
      <source>New from &amp;template</source>
      <translation>Neu aus &amp;Vorlage</translation>
    </message>
    <message>
      <source>New from template</source>
      <translation>Neu aus Vorlage</translation>
    </message>
    <message>
      <source>New from template: {name}</source>
      <translation>Neu aus Vorlage: {name}</translation>
    </message>
    <message>
      <source>New matrix</source>
      <translation>Neue Matrix</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>No demand</source>
      <translation>Kein Bedarf</translation>
    </message>
    <message>
      <source>No figures yet.</source>
      <translation>Noch keine Kennzahlen.</translation>
    </message>
    <message>
      <source>No loads yet: nothing leads all the way from a source to a sink.</source>
      <translation>Noch keine Auslastung: Nichts führt ganz von einer Quelle zu einer Senke.</translation>
    </message>
    <message>
      <source>None yet</source>
      <translation>Noch keine</translation>
    </message>
    <message>
      <source>Nothing here yet.</source>
      <translation>Noch nichts da.</translation>
    </message>
    <message>
      <source>Nothing is called so.
Try another word: machine, belt, store.</source>
      <translation>Nichts heißt so.
Versuchen Sie ein anderes Wort: Maschine, belt, store.</translation>
    </message>
    <message>
      <source>Nothing is wrong: the line can be simulated.</source>
      <translation>Alles in Ordnung: die Linie kann simuliert werden.</translation>
    </message>
    <message>
      <source>Nothing stands here yet</source>
      <translation>Hier steht noch nichts</translation>
    </message>
    <message>
      <source>Nothing stands here yet.
Take a machine from the library on the left and click where it is to stand,
or add equipment to the file and save it: the line appears here.</source>
      <translation>Hier steht noch nichts.
Links in der Bibliothek eine Maschine nehmen und anklicken, wo sie stehen soll,
oder Einrichtungen in die Datei schreiben und sie speichern: die Linie erscheint hier.</translation>
    </message>
    <message>
      <source>Numbers</source>
      <translation>Zahlen</translation>
    </message>
    <message>
      <source>Numbers while something is dragged or placed</source>
      <translation>Zahlen, während etwas gezogen oder aufgestellt wird</translation>
    </message>
    <message>
      <source>Object</source>
      <translation>Gegenstand</translation>
    </message>
    <message>
      <source>Objects</source>
      <translation>Gegenstände</translation>
    </message>
    <message>
      <source>Occupied</source>
      <translation>Belegt</translation>
    </message>
    <message>
      <source>Office</source>
      <translation>Büro</translation>
    </message>
    <message>
      <source>One CAD file at a time: another one is still being imported.</source>
      <translation>Eine CAD-Datei nach der anderen: eine wird noch importiert.</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Öffnen</translation>
    </message>
    <message>
      <source>Open &amp;recent</source>
      <translation>Zule&amp;tzt geöffnet</translation>
    </message>
    <message>
      <source>Open a layout</source>
      <translation>Ein Layout öffnen</translation>
    </message>
    <message>
      <source>Open {name}</source>
      <translation>{name} öffnen</translation>
    </message>
    <message>
      <source>Operator</source>
      <translation>Werker</translation>
    </message>
    <message>
      <source>Orders</source>
      <translation>Aufträge</translation>
    </message>
    <message>
      <source>Oven</source>
      <translation>Ofen</translation>
    </message>
    <message>
      <source>Overtime</source>
      <translation>Überstunden</translation>
    </message>
    <message>
      <source>Pace</source>
      <translation>Ausbringtakt</translation>
    </message>
    <message>
      <source>Packaging line</source>
      <translation>Verpackungslinie</translation>
    </message>
    <message>
      <source>Packer</source>
      <translation>Packer</translation>
    </message>
    <message>
      <source>Paint booth</source>
      <translation>Lackierkabine</translation>
    </message>
    <message>
      <source>Pallet</source>
      <translation>Palette</translation>
    </message>
    <message>
      <source>Pallet rack</source>
      <translation>Palettenregal</translation>
    </message>
    <message>
      <source>Palletiser</source>
      <translation>Palettierer</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <source>Per shift</source>
      <translation>Je Schicht</translation>
    </message>
    <message>
      <source>Place what parts go through</source>
      <translation>Aufstellen, wodurch die Teile laufen</translation>
    </message>
    <message>
      <source>Place {title}</source>
      <translation>{title} aufstellen</translation>
    </message>
    <message>
      <source>Play</source>
      <translation>Abspielen</translation>
    </message>
    <message>
      <source>Play faster, up to 10,000×</source>
      <translation>Schneller abspielen, bis 10.000×</translation>
    </message>
    <message>
      <source>Play slower, down to 0.1×</source>
      <translation>Langsamer abspielen, bis 0,1×</translation>
    </message>
    <message>
      <source>Play, or pause</source>
      <translation>Abspielen oder anhalten</translation>
    </message>
    <message>
      <source>Press</source>
      <translation>Presse</translation>
    </message>
    <message>
      <source>Press B to draw conveyors: click the source, then the first machine; go on from machine to machine up to the sink. Esc puts the tool away.</source>
      <translation>Mit B zeichnen Sie Förderer: Klicken Sie die Quelle an, dann die erste Maschine; weiter von Maschine zu Maschine bis zur Senke. Esc legt das Werkzeug weg.</translation>
    </message>
    <message>
      <source>Problems</source>
      <translation>Probleme</translation>
    </message>
    <message>
      <source>Problems ({number})</source>
      <translation>Probleme ({number})</translation>
    </message>
    <message>
      <source>Problems of the layout</source>
      <translation>Probleme des Layouts</translation>
    </message>
    <message>
      <source>Pump line</source>
      <translation>Pumpenlinie</translation>
    </message>
    <message>
      <source>Put a copy beside what is selected</source>
      <translation>Eine Kopie neben das Ausgewählte stellen</translation>
    </message>
    <message>
      <source>Put behind what is selected what a mirror there would show</source>
      <translation>Hinter das Ausgewählte stellen, was ein Spiegel dort zeigen würde</translation>
    </message>
    <message>
      <source>Put beside what is selected what a mirror at its right would show</source>
      <translation>Neben das Ausgewählte stellen, was ein Spiegel rechts davon zeigen würde</translation>
    </message>
    <message>
      <source>Put equipment from the clipboard where the mouse is, with ids of its own</source>
      <translation>Ausrüstung aus der Zwischenablage dorthin stellen, wo die Maus ist, mit eigenen Kennungen</translation>
    </message>
    <message>
      <source>Put the edits of a session that ended unexpectedly on top of what the file says</source>
      <translation>Die Änderungen einer Sitzung, die unerwartet endete, auf das setzen, was in der Datei steht</translation>
    </message>
    <message>
      <source>Put these edits on top of what the file says; Ctrl+Z takes them back</source>
      <translation>Diese Änderungen auf das setzen, was in der Datei steht; Strg+Z nimmt sie zurück</translation>
    </message>
    <message>
      <source>Put what is selected on the clipboard and take it out</source>
      <translation>Die Auswahl in die Zwischenablage legen und entfernen</translation>
    </message>
    <message>
      <source>Put what is selected on the clipboard, as a piece of a layout file</source>
      <translation>Die Auswahl als Stück einer Layoutdatei in die Zwischenablage legen</translation>
    </message>
    <message>
      <source>Re&amp;name</source>
      <translation>Um&amp;benennen</translation>
    </message>
    <message>
      <source>Read the file again (it is read by itself when it changes)</source>
      <translation>Die Datei neu lesen (das geschieht von selbst, wenn sie sich ändert)</translation>
    </message>
    <message>
      <source>Rear sides</source>
      <translation>Rückseiten</translation>
    </message>
    <message>
      <source>Recent files</source>
      <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
      <source>Recovered edits</source>
      <translation>Wiederhergestellte Änderungen</translation>
    </message>
    <message>
      <source>Remove row</source>
      <translation>Zeile entfernen</translation>
    </message>
    <message>
      <source>Rename {name}</source>
      <translation>{name} umbenennen</translation>
    </message>
    <message>
      <source>Repeat what is selected in rows and columns</source>
      <translation>Das Ausgewählte in Reihen und Spalten wiederholen</translation>
    </message>
    <message>
      <source>Restore &amp;unsaved edits</source>
      <translation>Ungesicherte Änderungen &amp;wiederherstellen</translation>
    </message>
    <message>
      <source>Return: so. Esc: without it.</source>
      <translation>Eingabetaste: so. Esc: ohne dies.</translation>
    </message>
    <message>
      <source>Right sides</source>
      <translation>Rechte Seiten</translation>
    </message>
    <message>
      <source>Robot</source>
      <translation>Roboter</translation>
    </message>
    <message>
      <source>Robot cell</source>
      <translation>Roboterzelle</translation>
    </message>
    <message>
      <source>Roller conveyor</source>
      <translation>Rollenförderer</translation>
    </message>
    <message>
      <source>Rotary</source>
      <translation>Rundtisch</translation>
    </message>
    <message>
      <source>Routings</source>
      <translation>Arbeitspläne</translation>
    </message>
    <message>
      <source>Row {number}, {column}</source>
      <translation>Zeile {number}, {column}</translation>
    </message>
    <message>
      <source>Rows and columns</source>
      <translation>Reihen und Spalten</translation>
    </message>
    <message>
      <source>Rows, up the plan</source>
      <translation>Reihen, den Plan hinauf</translation>
    </message>
    <message>
      <source>Save &amp;as…</source>
      <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
      <source>Save as</source>
      <translation>Speichern unter</translation>
    </message>
    <message>
      <source>Save the edits?</source>
      <translation>Änderungen speichern?</translation>
    </message>
    <message>
      <source>Save the layout first: an imported model is kept beside it.</source>
      <translation>Zuerst das Layout speichern: ein importiertes Modell liegt neben ihm.</translation>
    </message>
    <message>
      <source>Save with Ctrl+S. Then select a machine and drag it, or type another cycle: below is shown at once what that is worth beside the saved line. Ctrl+Z takes it back, Ctrl+Y does it again, Ctrl+K finds everything else.</source>
      <translation>Speichern Sie mit Strg+S. Wählen Sie dann eine Maschine und ziehen Sie sie, oder tippen Sie eine andere Zeit ein: Unten steht sofort, was das gegenüber der gespeicherten Linie wert ist. Strg+Z nimmt es zurück, Strg+Y stellt es wieder her, Strg+K findet alles andere.</translation>
    </message>
    <message>
      <source>Say how long it takes</source>
      <translation>Sagen, wie lange es dauert</translation>
    </message>
    <message>
      <source>Search the library</source>
      <translation>In der Bibliothek suchen</translation>
    </message>
    <message>
      <source>Search: press, conveyor, rack…</source>
      <translation>Suchen: Presse, Förderer, Regal…</translation>
    </message>
    <message>
      <source>Select &amp;all</source>
      <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
      <source>Select &amp;nothing</source>
      <translation>&amp;Nichts auswählen</translation>
    </message>
    <message>
      <source>Select all equipment</source>
      <translation>Die ganze Ausrüstung auswählen</translation>
    </message>
    <message>
      <source>Select nothing</source>
      <translation>Nichts auswählen</translation>
    </message>
    <message>
      <source>Select {name}</source>
      <translation>{name} auswählen</translation>
    </message>
    <message>
      <source>Sequence</source>
      <translation>Reihenfolge</translation>
    </message>
    <message>
      <source>Set another value…</source>
      <translation>Weiteren Wert setzen…</translation>
    </message>
    <message>
      <source>Shift: one axis. Alt: freely. Or type {what}.</source>
      <translation>Umschalt: eine Achse. Alt: frei. Oder eintippen: {what}.</translation>
    </message>
    <message>
      <source>Shifts</source>
      <translation>Schichten</translation>
    </message>
    <message>
      <source>Show all that is hidden</source>
      <translation>Alles Verborgene zeigen</translation>
    </message>
    <message>
      <source>Show connections as arrows, with the rules of branches and merges</source>
      <translation>Verbindungen als Pfeile zeigen, mit den Regeln an Verzweigungen und Zusammenführungen</translation>
    </message>
    <message>
      <source>Show keys, mouse and what the signs mean</source>
      <translation>Tasten, Maus und die Bedeutung der Zeichen zeigen</translation>
    </message>
    <message>
      <source>Show layers and groups in place of the library, or the library again</source>
      <translation>Ebenen und Gruppen statt der Bibliothek zeigen oder wieder die Bibliothek</translation>
    </message>
    <message>
      <source>Show or hide loads, transport and throughput below the view</source>
      <translation>Auslastung, Transport und Durchsatz unter der Ansicht zeigen oder verbergen</translation>
    </message>
    <message>
      <source>Show or hide the figures</source>
      <translation>Die Kennzahlen zeigen oder ausblenden</translation>
    </message>
    <message>
      <source>Show or hide the library of equipment</source>
      <translation>Die Bibliothek zeigen oder ausblenden</translation>
    </message>
    <message>
      <source>Show or hide the steps of the history; a click goes to that state</source>
      <translation>Die Schritte des Verlaufs zeigen oder verbergen; ein Klick führt zu diesem Stand</translation>
    </message>
    <message>
      <source>Show or hide the tables: routings, changeovers, shifts, plan and orders</source>
      <translation>Tabellen ein- oder ausblenden: Arbeitspläne, Rüsten, Schichten, Plan und Aufträge</translation>
    </message>
    <message>
      <source>Shuttle storage</source>
      <translation>Shuttlelager</translation>
    </message>
    <message>
      <source>Signs above machines and in the list</source>
      <translation>Zeichen über den Maschinen und in der Liste</translation>
    </message>
    <message>
      <source>Simulated seconds a second (- and + change it)</source>
      <translation>Simulierte Sekunden je Sekunde (- und + ändern das)</translation>
    </message>
    <message>
      <source>Sink</source>
      <translation>Senke</translation>
    </message>
    <message>
      <source>Slat conveyor</source>
      <translation>Plattenband</translation>
    </message>
    <message>
      <source>Small factory</source>
      <translation>Kleine Fabrik</translation>
    </message>
    <message>
      <source>Small line</source>
      <translation>Kleine Linie</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>Quelle</translation>
    </message>
    <message>
      <source>Sources and sinks</source>
      <translation>Quellen und Senken</translation>
    </message>
    <message>
      <source>Space starts and stops. Drag the handle to go to any moment; the factor beside it sets the speed. The figures on the right belong to that moment.</source>
      <translation>Die Leertaste startet und hält an. Ziehen Sie den Griff zu jedem Augenblick; der Faktor daneben stellt die Geschwindigkeit ein. Die Kennzahlen rechts gehören zu diesem Augenblick.</translation>
    </message>
    <message>
      <source>Speed</source>
      <translation>Geschwindigkeit</translation>
    </message>
    <message>
      <source>Spiral</source>
      <translation>Wendelförderer</translation>
    </message>
    <message>
      <source>Started empty; {counted}, after the warm-up.</source>
      <translation>Leer begonnen; {counted}, nach dem Einschwingen.</translation>
    </message>
    <message>
      <source>Started empty; {counted}, still warming up until {time}.</source>
      <translation>Leer begonnen; {counted}, schwingt noch ein bis {time}.</translation>
    </message>
    <message>
      <source>Started empty; {counted}.</source>
      <translation>Leer begonnen; {counted}.</translation>
    </message>
    <message>
      <source>Stations</source>
      <translation>Stationen</translation>
    </message>
    <message>
      <source>Step &amp;ahead</source>
      <translation>Schritt &amp;vor</translation>
    </message>
    <message>
      <source>Step &amp;back</source>
      <translation>Schritt &amp;zurück</translation>
    </message>
    <message>
      <source>Steps of 15°; Alt: freely. Or type an angle.</source>
      <translation>Schritte von 15°; Alt: frei. Oder einen Winkel eintippen.</translation>
    </message>
    <message>
      <source>Steps of the history</source>
      <translation>Schritte des Verlaufs</translation>
    </message>
    <message>
      <source>Store</source>
      <translation>Lager</translation>
    </message>
    <message>
      <source>Tabl&amp;es</source>
      <translation>&amp;Tabellen</translation>
    </message>
    <message>
      <source>Table: {title}</source>
      <translation>Tabelle: {title}</translation>
    </message>
    <message>
      <source>Tables</source>
      <translation>Tabellen</translation>
    </message>
    <message>
      <source>Take a machine from the library and click where it is to stand, or begin with:</source>
      <translation>Eine Maschine aus der Bibliothek nehmen und dorthin klicken, wo sie stehen soll, oder beginnen mit:</translation>
    </message>
    <message>
      <source>Take mine for {place}</source>
      <translation>Meins für {place}</translation>
    </message>
    <message>
      <source>Take the last edit back</source>
      <translation>Die letzte Änderung zurücknehmen</translation>
    </message>
    <message>
      <source>Take the rows of the selected cells out</source>
      <translation>Die Zeilen der gewählten Zellen entfernen</translation>
    </message>
    <message>
      <source>Take theirs for {place}</source>
      <translation>Die Datei für {place}</translation>
    </message>
    <message>
      <source>Take what is selected out of its groups</source>
      <translation>Die Auswahl aus ihren Gruppen nehmen</translation>
    </message>
    <message>
      <source>Take what is selected out, with its connections</source>
      <translation>Ausgewähltes mit seinen Verbindungen herausnehmen</translation>
    </message>
    <message>
      <source>Takt {beat}</source>
      <translation>Takt {beat}</translation>
    </message>
    <message>
      <source>Takt, loads, transport and throughput are shown here as soon as a line is drawn.</source>
      <translation>Takt, Auslastung, Transport und Durchsatz stehen hier, sobald eine Linie gezeichnet ist.</translation>
    </message>
    <message>
      <source>Tester</source>
      <translation>Prüfstand</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Text</translation>
    </message>
    <message>
      <source>The edits cannot be restored: {reason}.</source>
      <translation>Die Änderungen lassen sich nicht wiederherstellen: {reason}.</translation>
    </message>
    <message>
      <source>The file was changed where you changed it too. What holds? ({number})</source>
      <translation>Die Datei wurde an Stellen geändert, die auch hier geändert wurden. Was gilt? ({number})</translation>
    </message>
    <message>
      <source>The operations that a product needs, in their order. A product without a row goes where the flow leads.</source>
      <translation>Die Arbeitsgänge eines Produkts der Reihe nach. Ein Produkt ohne Zeile geht, wohin der Fluss führt.</translation>
    </message>
    <message>
      <source>The simulation could not be started: {reason}</source>
      <translation>Die Simulation konnte nicht gestartet werden: {reason}</translation>
    </message>
    <message>
      <source>The simulation stopped unexpectedly: {reason}</source>
      <translation>Die Simulation brach unerwartet ab: {reason}</translation>
    </message>
    <message>
      <source>The time from one product to the next: row = from, column = to.</source>
      <translation>Die Zeit von einem Produkt zum nächsten: Zeile = von, Spalte = nach.</translation>
    </message>
    <message>
      <source>Throughput</source>
      <translation>Durchsatz</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Zeit</translation>
    </message>
    <message>
      <source>Time from one finished part to the next, on average so far</source>
      <translation>Zeit von einem fertigen Teil zum nächsten, im Mittel bisher</translation>
    </message>
    <message>
      <source>Time that a part spends in the line, on average so far</source>
      <translation>Zeit, die ein Teil in der Linie verbringt, im Mittel bisher</translation>
    </message>
    <message>
      <source>To the &amp;end</source>
      <translation>Zum &amp;Ende</translation>
    </message>
    <message>
      <source>To the be&amp;ginning</source>
      <translation>Zum An&amp;fang</translation>
    </message>
    <message>
      <source>Tools</source>
      <translation>Werkzeuge</translation>
    </message>
    <message>
      <source>Tote</source>
      <translation>Behälter</translation>
    </message>
    <message>
      <source>Tour</source>
      <translation>Rundgang</translation>
    </message>
    <message>
      <source>Tour in five steps</source>
      <translation>Rundgang in fünf Schritten</translation>
    </message>
    <message>
      <source>Transfer</source>
      <translation>Querförderer</translation>
    </message>
    <message>
      <source>Transfer line</source>
      <translation>Transferstraße</translation>
    </message>
    <message>
      <source>Transport</source>
      <translation>Transport</translation>
    </message>
    <message>
      <source>Transport work: metres times trips in an hour, at takt or pace</source>
      <translation>Transportleistung: Meter mal Fahrten je Stunde, bei Takt oder Linientempo</translation>
    </message>
    <message>
      <source>Tugger</source>
      <translation>Routenzug</translation>
    </message>
    <message>
      <source>Tunnel</source>
      <translation>Tunnel</translation>
    </message>
    <message>
      <source>Turn &amp;left</source>
      <translation>Nach &amp;links drehen</translation>
    </message>
    <message>
      <source>Turn ri&amp;ght</source>
      <translation>Nach &amp;rechts drehen</translation>
    </message>
    <message>
      <source>Turn what is selected by 90° anticlockwise</source>
      <translation>Ausgewähltes um 90° gegen den Uhrzeigersinn drehen</translation>
    </message>
    <message>
      <source>Turn what is selected by 90° clockwise</source>
      <translation>Ausgewähltes um 90° im Uhrzeigersinn drehen</translation>
    </message>
    <message>
      <source>Turntable</source>
      <translation>Drehtisch</translation>
    </message>
    <message>
      <source>Type a few letters of what you want to do</source>
      <translation>Ein paar Buchstaben dessen tippen, was Sie tun wollen</translation>
    </message>
    <message>
      <source>Type another id for what is selected: all that refers to it changes with it</source>
      <translation>Der Auswahl eine andere Kennung geben: alles, was sich auf sie bezieht, ändert sich mit</translation>
    </message>
    <message>
      <source>Type what you want to do</source>
      <translation>Tippen Sie, was Sie tun wollen</translation>
    </message>
    <message>
      <source>U&amp;ngroup</source>
      <translation>Gruppierung aufhe&amp;ben</translation>
    </message>
    <message>
      <source>Unsaved edits of an earlier session</source>
      <translation>Ungesicherte Änderungen einer früheren Sitzung</translation>
    </message>
    <message>
      <source>Walking</source>
      <translation>Laufweg</translation>
    </message>
    <message>
      <source>Wall</source>
      <translation>Wand</translation>
    </message>
    <message>
      <source>Wall openings</source>
      <translation>Wand mit Öffnungen</translation>
    </message>
    <message>
      <source>Warm-up until {time}: the figures count from there</source>
      <translation>Warmlauf bis {time}: die Kennzahlen zählen ab dort</translation>
    </message>
    <message>
      <source>Way of all loads for one good piece: belts, people, gaps</source>
      <translation>Weg aller Lasten für ein Gutstück: Bänder, Personen, Lücken</translation>
    </message>
    <message>
      <source>What holds for all shifts.</source>
      <translation>Was für alle Schichten gilt.</translation>
    </message>
    <message>
      <source>What is missing is listed here while you draw.</source>
      <translation>Was noch fehlt, steht hier, während Sie zeichnen.</translation>
    </message>
    <message>
      <source>What is to be made by when. A plan has a sequence, a levelled mix or orders.</source>
      <translation>Was bis wann zu fertigen ist. Ein Plan hat eine Reihenfolge, eine geglättete Mischung oder Aufträge.</translation>
    </message>
    <message>
      <source>What people walk to carry, there and back, and between their stations</source>
      <translation>Was Personen laufen: zum Tragen hin und zurück, und zwischen ihren Stationen</translation>
    </message>
    <message>
      <source>What was pasted refers to what is not here.</source>
      <translation>Das Eingefügte bezieht sich auf etwas, das hier fehlt.</translation>
    </message>
    <message>
      <source>Wheel</source>
      <translation>Rad</translation>
    </message>
    <message>
      <source>When the line is planned to work. Without shifts it always is.</source>
      <translation>Wann die Linie arbeiten soll. Ohne Schichten arbeitet sie immer.</translation>
    </message>
    <message>
      <source>Where</source>
      <translation>Wo</translation>
    </message>
    <message>
      <source>Work</source>
      <translation>Leistung</translation>
    </message>
    <message>
      <source>Work in process at this moment, and averaged over the time so far</source>
      <translation>Bestand in diesem Augenblick, und im Mittel über die Zeit bisher</translation>
    </message>
    <message>
      <source>Workplace</source>
      <translation>Arbeitsplatz</translation>
    </message>
    <message>
      <source>Wrapper</source>
      <translation>Folienwickler</translation>
    </message>
    <message>
      <source>Write the layout into another file and go on with that</source>
      <translation>Das Layout in eine andere Datei schreiben und mit ihr weiterarbeiten</translation>
    </message>
    <message>
      <source>Write what was edited into the file: only the lines that differ change</source>
      <translation>Was geändert wurde, in die Datei schreiben: Nur die Zeilen ändern sich, die sich unterscheiden</translation>
    </message>
    <message>
      <source>Zoom &amp;in</source>
      <translation>&amp;Vergrößern</translation>
    </message>
    <message>
      <source>Zoom &amp;out</source>
      <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
      <source>a moment ago · </source>
      <translation>vor einem Moment · </translation>
    </message>
    <message>
      <source>alignment of {what}</source>
      <translation>Ausrichten von {what}</translation>
    </message>
    <message>
      <source>array of {what}</source>
      <translation>Reihen und Spalten von {what}</translation>
    </message>
    <message>
      <source>as saved</source>
      <translation>wie gespeichert</translation>
    </message>
    <message>
      <source>at least {value}</source>
      <translation>mindestens {value}</translation>
    </message>
    <message>
      <source>at most {value}</source>
      <translation>höchstens {value}</translation>
    </message>
    <message>
      <source>beside {file}</source>
      <translation>neben {file}</translation>
    </message>
    <message>
      <source>blocked</source>
      <translation>blockiert</translation>
    </message>
    <message>
      <source>break</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>cannot do what is asked</source>
      <translation>schafft nicht, was verlangt ist</translation>
    </message>
    <message>
      <source>changeover</source>
      <translation>rüstet</translation>
    </message>
    <message>
      <source>connection {source} -&gt; {target}</source>
      <translation>Verbindung {source} -&gt; {target}</translation>
    </message>
    <message>
      <source>constraint</source>
      <translation>Engpass</translation>
    </message>
    <message>
      <source>copy of {what}</source>
      <translation>Kopie von {what}</translation>
    </message>
    <message>
      <source>cycle</source>
      <translation>Zyklus</translation>
    </message>
    <message>
      <source>default: {value}</source>
      <translation>Vorgabe: {value}</translation>
    </message>
    <message>
      <source>draw a box around what to select</source>
      <translation>einen Rahmen um das ziehen, was ausgewählt werden soll</translation>
    </message>
    <message>
      <source>empty</source>
      <translation>leer</translation>
    </message>
    <message>
      <source>exchange</source>
      <translation>Wechsel</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>gestört</translation>
    </message>
    <message>
      <source>failures</source>
      <translation>Störungen</translation>
    </message>
    <message>
      <source>final</source>
      <translation>endgültig</translation>
    </message>
    <message>
      <source>five machines joined by belts, around an aisle</source>
      <translation>fünf Maschinen mit Förderbändern um einen Gang</translation>
    </message>
    <message>
      <source>good since {time}</source>
      <translation>gute seit {time}</translation>
    </message>
    <message>
      <source>group of {what}</source>
      <translation>Gruppieren von {what}</translation>
    </message>
    <message>
      <source>h, mean</source>
      <translation>h, im Mittel</translation>
    </message>
    <message>
      <source>hidden</source>
      <translation>verborgen</translation>
    </message>
    <message>
      <source>holds the line back: least starved and blocked</source>
      <translation>hält die Linie auf: am wenigsten leer und blockiert</translation>
    </message>
    <message>
      <source>lock of {what}</source>
      <translation>Sperren von {what}</translation>
    </message>
    <message>
      <source>locked</source>
      <translation>gesperrt</translation>
    </message>
    <message>
      <source>look {look} of {looks}, goes on</source>
      <translation>Blick {look} von {looks}, läuft weiter</translation>
    </message>
    <message>
      <source>m</source>
      <translation>m</translation>
    </message>
    <message>
      <source>m/h</source>
      <translation>m/h</translation>
    </message>
    <message>
      <source>maintenance</source>
      <translation>Wartung</translation>
    </message>
    <message>
      <source>manual</source>
      <translation>von Hand</translation>
    </message>
    <message>
      <source>mean {mean}, 9 of 10 from {low} to {high}</source>
      <translation>Mittel {mean}, 9 von 10 von {low} bis {high}</translation>
    </message>
    <message>
      <source>min, mean</source>
      <translation>min, im Mittel</translation>
    </message>
    <message>
      <source>mirrored copy of {what}</source>
      <translation>gespiegelte Kopie von {what}</translation>
    </message>
    <message>
      <source>more than {value}</source>
      <translation>mehr als {value}</translation>
    </message>
    <message>
      <source>move it; Shift: along one axis, Alt: freely, Esc: put it back</source>
      <translation>verschieben; Umschalt: entlang einer Achse, Alt: frei, Esc: zurück</translation>
    </message>
    <message>
      <source>move of {what}</source>
      <translation>Verschieben von {what}</translation>
    </message>
    <message>
      <source>m²</source>
      <translation>m²</translation>
    </message>
    <message>
      <source>name of {old}</source>
      <translation>Name von {old}</translation>
    </message>
    <message>
      <source>new {name}</source>
      <translation>{name} neu</translation>
    </message>
    <message>
      <source>not in the layout until this is right</source>
      <translation>erst im Layout, wenn das stimmt</translation>
    </message>
    <message>
      <source>not in the saved file</source>
      <translation>nicht in der gespeicherten Datei</translation>
    </message>
    <message>
      <source>not saved yet</source>
      <translation>noch nicht gespeichert</translation>
    </message>
    <message>
      <source>not simulated</source>
      <translation>nicht simuliert</translation>
    </message>
    <message>
      <source>not there</source>
      <translation>nicht vorhanden</translation>
    </message>
    <message>
      <source>not told apart: {change} ± {width}</source>
      <translation>nicht unterscheidbar: {change} ± {width}</translation>
    </message>
    <message>
      <source>off shift</source>
      <translation>außer Schicht</translation>
    </message>
    <message>
      <source>one run, no interval. Counted {start} to {end}</source>
      <translation>ein Lauf, kein Intervall. Gezählt von {start} bis {end}</translation>
    </message>
    <message>
      <source>orbit</source>
      <translation>kreisen</translation>
    </message>
    <message>
      <source>pace {beat}</source>
      <translation>Tempo {beat}</translation>
    </message>
    <message>
      <source>pallets, changeovers, people and supply</source>
      <translation>Paletten, Umrüsten, Personal, Versorgung</translation>
    </message>
    <message>
      <source>pan</source>
      <translation>verschieben</translation>
    </message>
    <message>
      <source>parts</source>
      <translation>Teile</translation>
    </message>
    <message>
      <source>parts, mean {mean}</source>
      <translation>Teile, im Mittel {mean}</translation>
    </message>
    <message>
      <source>paste of {number}</source>
      <translation>Einfügen von {number}</translation>
    </message>
    <message>
      <source>people, a robot, and a loop for repairs</source>
      <translation>Personal, ein Roboter, eine Schleife für Nacharbeit</translation>
    </message>
    <message>
      <source>pieces an hour</source>
      <translation>Stück je Stunde</translation>
    </message>
    <message>
      <source>pieces in {hours:.0f} h</source>
      <translation>Stück in {hours:.0f} h</translation>
    </message>
    <message>
      <source>pieces/h, long run</source>
      <translation>Stück/h, auf Dauer</translation>
    </message>
    <message>
      <source>random arrivals, inspection and rework</source>
      <translation>zufällige Ankünfte, Prüfung, Nacharbeit</translation>
    </message>
    <message>
      <source>removal of {what}</source>
      <translation>Entfernen von {what}</translation>
    </message>
    <message>
      <source>s per part</source>
      <translation>s je Teil</translation>
    </message>
    <message>
      <source>s, mean</source>
      <translation>s, im Mittel</translation>
    </message>
    <message>
      <source>select equipment and its group; with Ctrl beside what is selected, with Alt alone</source>
      <translation>Ausrüstung und ihre Gruppe auswählen; mit Strg zusätzlich, mit Alt allein</translation>
    </message>
    <message>
      <source>simulated to {time}</source>
      <translation>simuliert bis {time}</translation>
    </message>
    <message>
      <source>simulating…</source>
      <translation>simuliert…</translation>
    </message>
    <message>
      <source>simulating… first interval in about {time}</source>
      <translation>simuliert… erster Wert in etwa {time}</translation>
    </message>
    <message>
      <source>simulating… {time}</source>
      <translation>simuliert… {time}</translation>
    </message>
    <message>
      <source>slowest: {name}</source>
      <translation>langsamste: {name}</translation>
    </message>
    <message>
      <source>spacing of {what}</source>
      <translation>Verteilen von {what}</translation>
    </message>
    <message>
      <source>starved</source>
      <translation>wartet auf Teile</translation>
    </message>
    <message>
      <source>stopped</source>
      <translation>angehalten</translation>
    </message>
    <message>
      <source>the bottleneck</source>
      <translation>der Engpass</translation>
    </message>
    <message>
      <source>the name by which the file refers to it; another one is changed everywhere</source>
      <translation>der Name, unter dem die Datei darauf verweist; ein anderer wird überall eingesetzt</translation>
    </message>
    <message>
      <source>turn it in steps of 15°; Alt: freely</source>
      <translation>in Schritten von 15° drehen; Alt: frei</translation>
    </message>
    <message>
      <source>turn of {what}</source>
      <translation>Drehen von {what}</translation>
    </message>
    <message>
      <source>turned by {angle}°</source>
      <translation>gedreht um {angle}°</translation>
    </message>
    <message>
      <source>two machines and their conveyors, explained</source>
      <translation>zwei Maschinen und ihre Bänder, erklärt</translation>
    </message>
    <message>
      <source>ungrouping of {what}</source>
      <translation>Auflösen der Gruppe von {what}</translation>
    </message>
    <message>
      <source>unlocking of {what}</source>
      <translation>Entsperren von {what}</translation>
    </message>
    <message>
      <source>waits for operator</source>
      <translation>wartet auf Werker</translation>
    </message>
    <message>
      <source>waits for repair</source>
      <translation>wartet auf Reparatur</translation>
    </message>
    <message>
      <source>waits for setter</source>
      <translation>wartet auf Einrichter</translation>
    </message>
    <message>
      <source>work</source>
      <translation>Arbeit</translation>
    </message>
    <message>
      <source>working</source>
      <translation>arbeitet</translation>
    </message>
    <message>
      <source>zoom to what is under the mouse</source>
      <translation>dorthin zoomen, wo die Maus ist</translation>
    </message>
    <message>
      <source>{change} to before</source>
      <translation>{change} gegenüber vorher</translation>
    </message>
    <message>
      <source>{change} to the saved file</source>
      <translation>{change} gegenüber der gespeicherten Datei</translation>
    </message>
    <message>
      <source>{far} m at {angle}°</source>
      <translation>{far} m unter {angle}°</translation>
    </message>
    <message>
      <source>{far} m, {along} m along X and {across} m along Y.</source>
      <translation>{far} m, {along} m längs X und {across} m längs Y.</translation>
    </message>
    <message>
      <source>{field} of {name}</source>
      <translation>{field} von {name}</translation>
    </message>
    <message>
      <source>{file} is imported: write `model: {name}`.</source>
      <translation>{file} ist importiert: `model: {name}` schreiben.</translation>
    </message>
    <message>
      <source>{file} is not there any more.</source>
      <translation>{file} gibt es nicht mehr.</translation>
    </message>
    <message>
      <source>{name} has edits that are not saved.</source>
      <translation>{name} hat Änderungen, die nicht gespeichert sind.</translation>
    </message>
    <message>
      <source>{name} has {said}; it is shown, but cannot be simulated.</source>
      <translation>{name} hat {said}; es wird gezeigt, kann aber nicht simuliert werden.</translation>
    </message>
    <message>
      <source>{name} has {said}; nothing can be shown yet.</source>
      <translation>{name} hat {said}; noch kann nichts gezeigt werden.</translation>
    </message>
    <message>
      <source>{name} has {said}; the last good version is shown.</source>
      <translation>{name} hat {said}; gezeigt wird die letzte gute Fassung.</translation>
    </message>
    <message>
      <source>{name} is being imported…</source>
      <translation>{name} wird importiert…</translation>
    </message>
    <message>
      <source>{name} was changed from outside; your edits are kept on top of that, not saved yet.</source>
      <translation>{name} wurde von außen geändert; Ihre Änderungen liegen darauf und sind noch nicht gespeichert.</translation>
    </message>
    <message>
      <source>{name}: {load} % loaded</source>
      <translation>{name}: {load} % ausgelastet</translation>
    </message>
    <message>
      <source>{number} inside</source>
      <translation>{number} darin</translation>
    </message>
    <message>
      <source>{number} of {all}</source>
      <translation>{number} von {all}</translation>
    </message>
    <message>
      <source>{number} of {places} inside</source>
      <translation>{number} von {places} darin</translation>
    </message>
    <message>
      <source>{number} parts since {time}</source>
      <translation>{number} Teile seit {time}</translation>
    </message>
    <message>
      <source>{number} pieces</source>
      <translation>{number} Stücken</translation>
    </message>
    <message>
      <source>{number} problems</source>
      <translation>{number} Probleme</translation>
    </message>
    <message>
      <source>{place} as edited here: {value}</source>
      <translation>{place} wie hier geändert: {value}</translation>
    </message>
    <message>
      <source>{place} as in the file: {value}</source>
      <translation>{place} wie in der Datei: {value}</translation>
    </message>
    <message>
      <source>{runs} runs of {hours} h of planned time each, from empty, without their first part. ± is half of an interval that holds the true value in 95 of 100 studies, at whichever look one stops.</source>
      <translation>{runs} Läufe von je {hours} h geplanter Zeit, leer begonnen, ohne ihren ersten Teil. ± ist die halbe Breite eines Bereichs, der in 95 von 100 Studien den wahren Wert enthält, bei welchem Blick man auch aufhört.</translation>
    </message>
    <message>
      <source>{seconds} s a piece</source>
      <translation>{seconds} s je Stück</translation>
    </message>
    <message>
      <source>{seconds} s in the saved file</source>
      <translation>{seconds} s in der gespeicherten Datei</translation>
    </message>
    <message>
      <source>{state} since {time} ({span}){by}</source>
      <translation>{state} seit {time} ({span}){by}</translation>
    </message>
    <message>
      <source>{step}: click to go to this state</source>
      <translation>{step}: ein Klick führt zu diesem Stand</translation>
    </message>
    <message>
      <source>{time}, end of the run</source>
      <translation>{time}, Ende des Laufs</translation>
    </message>
    <message>
      <source>{time}, memory full</source>
      <translation>{time}, Speicher voll</translation>
    </message>
    <message>
      <source>{x} m along X, {y} m along Y</source>
      <translation>{x} m längs X, {y} m längs Y</translation>
    </message>
    <message>
      <source>▲ better: {change} ± {width}</source>
      <translation>▲ besser: {change} ± {width}</translation>
    </message>
    <message>
      <source>▼ worse: {change} ± {width}</source>
      <translation>▼ schlechter: {change} ± {width}</translation>
    </message>
  </context>
</TS>
