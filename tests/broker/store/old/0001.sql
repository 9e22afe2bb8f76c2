BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE event (
	seq INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	name TEXT NOT NULL, 
	at TEXT NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "event" VALUES(1,'2026-11-23','day-opened','2026-11-23T01:48:10.518000+08:00','{"v":1,"name":"day-opened","epoch":1,"seq":1,"id":"01a2045f-6596-7c38-98eb-ac413b109a50","at":"2026-11-23T01:48:10.518+08:00","cause":null,"day":"2026-11-23"}');
INSERT INTO "event" VALUES(2,'2026-11-23','ticket-issued','2026-11-23T01:48:10.556000+08:00','{"v":1,"name":"ticket-issued","epoch":1,"seq":2,"id":"01a2045f-65bd-7a1f-b696-5bce9bab3633","at":"2026-11-23T01:48:10.556+08:00","cause":"01a2045f-65ba-7b54-a125-40dfaf61c521","ticket":"01a2045f-65bc-7889-a6dc-f0245fcbf8e3","day":"2026-11-23","number":"A001","service":"residence","standing":"normal","rank":"2026-11-23T01:48:10.556+08:00","language":"zh","needs":[],"device":"kiosk-1"}');
INSERT INTO "event" VALUES(3,'2026-11-23','ticket-issued','2026-11-23T01:48:10.562000+08:00','{"v":1,"name":"ticket-issued","epoch":1,"seq":3,"id":"01a2045f-65c3-7501-8b2d-bc4d10c0d38a","at":"2026-11-23T01:48:10.562+08:00","cause":"01a2045f-65c1-74b9-a077-1e748ac3c671","ticket":"01a2045f-65c2-7b34-9b25-7e28d96533ae","day":"2026-11-23","number":"A002","service":"residence","standing":"normal","rank":"2026-11-23T01:48:10.562+08:00","language":"zh","needs":[],"device":"kiosk-1"}');
INSERT INTO "event" VALUES(4,'2026-11-23','ticket-issued','2026-11-23T01:48:10.564000+08:00','{"v":1,"name":"ticket-issued","epoch":1,"seq":4,"id":"01a2045f-65c5-71e9-a2ca-99c98d1c25ca","at":"2026-11-23T01:48:10.564+08:00","cause":"01a2045f-65c4-7714-b48a-6143cb71bedd","ticket":"01a2045f-65c4-790f-8769-86f9fe14dc0f","day":"2026-11-23","number":"A003","service":"residence","standing":"normal","rank":"2026-11-23T01:48:10.564+08:00","language":"zh","needs":[],"device":"kiosk-1"}');
INSERT INTO "event" VALUES(5,'2026-11-23','ticket-issued','2026-11-23T01:48:10.566000+08:00','{"v":1,"name":"ticket-issued","epoch":1,"seq":5,"id":"01a2045f-65c7-7d57-b86b-117b74d3b68c","at":"2026-11-23T01:48:10.566+08:00","cause":"01a2045f-65c5-75ad-a961-05ffc4e13bf2","ticket":"01a2045f-65c6-7e8d-9ba1-3c326361fad9","day":"2026-11-23","number":"A004","service":"residence","standing":"normal","rank":"2026-11-23T01:48:10.566+08:00","language":"zh","needs":[],"device":"kiosk-1"}');
INSERT INTO "event" VALUES(6,'2026-11-23','ticket-issued','2026-11-23T01:48:10.568000+08:00','{"v":1,"name":"ticket-issued","epoch":1,"seq":6,"id":"01a2045f-65c9-7d67-9736-df97af45338a","at":"2026-11-23T01:48:10.568+08:00","cause":"01a2045f-65c7-78a8-bdeb-7a8b9ef7f4cb","ticket":"01a2045f-65c8-76c9-81ad-01af339238f6","day":"2026-11-23","number":"B001","service":"household","standing":"priority","rank":"2026-11-23T01:33:10.568+08:00","language":"zh","needs":[],"device":"kiosk-1"}');
INSERT INTO "event" VALUES(7,'2026-11-23','clerk-signed-in','2026-11-23T01:48:10.571000+08:00','{"v":1,"name":"clerk-signed-in","epoch":1,"seq":7,"id":"01a2045f-65cb-706d-801a-0b8c718e58ae","at":"2026-11-23T01:48:10.571+08:00","cause":"01a2045f-65c9-7c57-bf90-e01cab7e42dd","window":"w01","staff":"c001"}');
INSERT INTO "event" VALUES(8,'2026-11-23','window-opened','2026-11-23T01:48:10.574000+08:00','{"v":1,"name":"window-opened","epoch":1,"seq":8,"id":"01a2045f-65ce-703d-bb93-68c2c64380d5","at":"2026-11-23T01:48:10.574+08:00","cause":"01a2045f-65cd-787b-98f0-4ab046ee1c39","window":"w01"}');
INSERT INTO "event" VALUES(9,'2026-11-23','ticket-called','2026-11-23T01:48:10.580000+08:00','{"v":1,"name":"ticket-called","epoch":1,"seq":9,"id":"01a2045f-65d5-7747-86d0-c96907be3459","at":"2026-11-23T01:48:10.580+08:00","cause":"01a2045f-65d2-77c2-bae4-27f6a906f783","ticket":"01a2045f-65bc-7889-a6dc-f0245fcbf8e3","day":"2026-11-23","number":"A001","window":"w01","call":"01a2045f-65d4-7d3e-84e3-7cf3a8746574","staff":"c001","out_of_turn":false,"overtaken":0}');
INSERT INTO "event" VALUES(10,'2026-11-23','ticket-recalled','2026-11-23T01:48:10.587000+08:00','{"v":1,"name":"ticket-recalled","epoch":1,"seq":10,"id":"01a2045f-65dc-7127-9d4a-1ef18ecc1583","at":"2026-11-23T01:48:10.587+08:00","cause":"01a2045f-65da-7ab7-9dbe-19efb68e5fa3","ticket":"01a2045f-65bc-7889-a6dc-f0245fcbf8e3","day":"2026-11-23","number":"A001","window":"w01","call":"01a2045f-65db-7039-819d-ad130b070f43"}');
INSERT INTO "event" VALUES(11,'2026-11-23','service-started','2026-11-23T01:48:10.590000+08:00','{"v":1,"name":"service-started","epoch":1,"seq":11,"id":"01a2045f-65de-7a0c-8860-5bc15cf8251a","at":"2026-11-23T01:48:10.590+08:00","cause":"01a2045f-65dd-70ba-a327-2e1cd57adc97","ticket":"01a2045f-65bc-7889-a6dc-f0245fcbf8e3","day":"2026-11-23","number":"A001","window":"w01"}');
INSERT INTO "event" VALUES(12,'2026-11-23','service-finished','2026-11-23T01:48:10.593000+08:00','{"v":1,"name":"service-finished","epoch":1,"seq":12,"id":"01a2045f-65e1-736b-b086-7348d818a9d9","at":"2026-11-23T01:48:10.593+08:00","cause":"01a2045f-65e0-763d-bb20-18da646c9c3e","ticket":"01a2045f-65bc-7889-a6dc-f0245fcbf8e3","day":"2026-11-23","number":"A001","window":"w01"}');
INSERT INTO "event" VALUES(13,'2026-11-23','ticket-called','2026-11-23T01:48:10.598000+08:00','{"v":1,"name":"ticket-called","epoch":1,"seq":13,"id":"01a2045f-65e7-7f85-9cf9-5dfadb5d259f","at":"2026-11-23T01:48:10.598+08:00","cause":"01a2045f-65e6-75d4-8e55-09999f7604ef","ticket":"01a2045f-65c2-7b34-9b25-7e28d96533ae","day":"2026-11-23","number":"A002","window":"w01","call":"01a2045f-65e6-769d-8a7a-23fccfea3207","staff":"c001","out_of_turn":false,"overtaken":0}');
INSERT INTO "event" VALUES(14,'2026-11-23','ticket-missed','2026-11-23T01:48:10.600000+08:00','{"v":1,"name":"ticket-missed","epoch":1,"seq":14,"id":"01a2045f-65e8-7b8e-a72c-8f60171c5935","at":"2026-11-23T01:48:10.600+08:00","cause":"01a2045f-65e7-702f-94d5-34bf27949b18","ticket":"01a2045f-65c2-7b34-9b25-7e28d96533ae","day":"2026-11-23","number":"A002","window":"w01"}');
INSERT INTO "event" VALUES(15,'2026-11-23','ticket-called','2026-11-23T01:48:10.603000+08:00','{"v":1,"name":"ticket-called","epoch":1,"seq":15,"id":"01a2045f-65ec-79ca-856a-493a06960e0c","at":"2026-11-23T01:48:10.603+08:00","cause":"01a2045f-65ea-7368-b340-b8aed798413d","ticket":"01a2045f-65c6-7e8d-9ba1-3c326361fad9","day":"2026-11-23","number":"A004","window":"w01","call":"01a2045f-65eb-7a2d-b7f5-1332a9b90eb3","staff":"c001","out_of_turn":true,"overtaken":1}');
INSERT INTO "event" VALUES(16,'2026-11-23','service-started','2026-11-23T01:48:10.606000+08:00','{"v":1,"name":"service-started","epoch":1,"seq":16,"id":"01a2045f-65ee-7705-aec4-c79ad68ed331","at":"2026-11-23T01:48:10.606+08:00","cause":"01a2045f-65ed-7b44-9865-bd67853b7937","ticket":"01a2045f-65c6-7e8d-9ba1-3c326361fad9","day":"2026-11-23","number":"A004","window":"w01"}');
INSERT INTO "event" VALUES(17,'2026-11-23','window-paused','2026-11-23T01:48:10.611000+08:00','{"v":1,"name":"window-paused","epoch":1,"seq":17,"id":"01a2045f-65f3-7b0f-8bc9-c6ff2bf8398c","at":"2026-11-23T01:48:10.611+08:00","cause":"01a2045f-65f1-7940-91d6-465e8d1e6330","window":"w01"}');
CREATE TABLE fact (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "fact" VALUES('hall','leiyang');
INSERT INTO "fact" VALUES('published','15');
CREATE TABLE note (
	event TEXT NOT NULL, 
	day TEXT NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (event)
)
 WITHOUT ROWID

;
INSERT INTO "note" VALUES('01a2045f-65ec-79ca-856a-493a06960e0c','2026-11-23','ill');
INSERT INTO "note" VALUES('01a2045f-65f3-7b0f-8bc9-c6ff2bf8398c','2026-11-23','tea');
CREATE TABLE reply (
	id TEXT NOT NULL, 
	device TEXT NOT NULL, 
	day TEXT NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id)
)
 WITHOUT ROWID

;
INSERT INTO "reply" VALUES('01a2045f-65ba-7b54-a125-40dfaf61c521','kiosk-1','2026-11-23','{"v":1,"re":"01a2045f-65ba-7b54-a125-40dfaf61c521","ok":true,"at":"2026-11-23T01:48:10.556+08:00","error":null,"ticket":{"id":"01a2045f-65bc-7889-a6dc-f0245fcbf8e3","ref":"fc7fb5dea8bca02176d6bfd5e35355a0","day":"2026-11-23","number":"A001","service":"residence","state":"waiting","ahead":0,"wait":null,"window":null}}');
INSERT INTO "reply" VALUES('01a2045f-65c1-74b9-a077-1e748ac3c671','kiosk-1','2026-11-23','{"v":1,"re":"01a2045f-65c1-74b9-a077-1e748ac3c671","ok":true,"at":"2026-11-23T01:48:10.562+08:00","error":null,"ticket":{"id":"01a2045f-65c2-7b34-9b25-7e28d96533ae","ref":"d67ea42b718ab84fb7ea82348073f67d","day":"2026-11-23","number":"A002","service":"residence","state":"waiting","ahead":1,"wait":null,"window":null}}');
INSERT INTO "reply" VALUES('01a2045f-65c4-7714-b48a-6143cb71bedd','kiosk-1','2026-11-23','{"v":1,"re":"01a2045f-65c4-7714-b48a-6143cb71bedd","ok":true,"at":"2026-11-23T01:48:10.564+08:00","error":null,"ticket":{"id":"01a2045f-65c4-790f-8769-86f9fe14dc0f","ref":"8c1ef9c02b351db33dd905d6091f756b","day":"2026-11-23","number":"A003","service":"residence","state":"waiting","ahead":2,"wait":null,"window":null}}');
INSERT INTO "reply" VALUES('01a2045f-65c5-75ad-a961-05ffc4e13bf2','kiosk-1','2026-11-23','{"v":1,"re":"01a2045f-65c5-75ad-a961-05ffc4e13bf2","ok":true,"at":"2026-11-23T01:48:10.566+08:00","error":null,"ticket":{"id":"01a2045f-65c6-7e8d-9ba1-3c326361fad9","ref":"e992fdc6cf971cdfeb2c429ce09f1de9","day":"2026-11-23","number":"A004","service":"residence","state":"waiting","ahead":3,"wait":null,"window":null}}');
INSERT INTO "reply" VALUES('01a2045f-65c7-78a8-bdeb-7a8b9ef7f4cb','kiosk-1','2026-11-23','{"v":1,"re":"01a2045f-65c7-78a8-bdeb-7a8b9ef7f4cb","ok":true,"at":"2026-11-23T01:48:10.568+08:00","error":null,"ticket":{"id":"01a2045f-65c8-76c9-81ad-01af339238f6","ref":"99458ce7f77d00afad62e31442442240","day":"2026-11-23","number":"B001","service":"household","state":"waiting","ahead":0,"wait":null,"window":null}}');
INSERT INTO "reply" VALUES('01a2045f-65c9-7c57-bf90-e01cab7e42dd','terminal-1','2026-11-23','{"v":1,"re":"01a2045f-65c9-7c57-bf90-e01cab7e42dd","ok":true,"at":"2026-11-23T01:48:10.571+08:00","error":null,"window":{"id":"w01","condition":"closed","ticket":null,"clerk":{"id":"c001","name":"李静1"}}}');
INSERT INTO "reply" VALUES('01a2045f-65cd-787b-98f0-4ab046ee1c39','terminal-1','2026-11-23','{"v":1,"re":"01a2045f-65cd-787b-98f0-4ab046ee1c39","ok":true,"at":"2026-11-23T01:48:10.574+08:00","error":null,"window":{"id":"w01","condition":"open","ticket":null,"clerk":{"id":"c001","name":"李静1"}}}');
INSERT INTO "reply" VALUES('01a2045f-65d2-77c2-bae4-27f6a906f783','terminal-1','2026-11-23','{"v":1,"re":"01a2045f-65d2-77c2-bae4-27f6a906f783","ok":true,"at":"2026-11-23T01:48:10.580+08:00","error":null,"ticket":{"id":"01a2045f-65bc-7889-a6dc-f0245fcbf8e3","day":"2026-11-23","number":"A001","service":"residence","state":"called","window":"w01","name":null}}');
INSERT INTO "reply" VALUES('01a2045f-65da-7ab7-9dbe-19efb68e5fa3','terminal-1','2026-11-23','{"v":1,"re":"01a2045f-65da-7ab7-9dbe-19efb68e5fa3","ok":true,"at":"2026-11-23T01:48:10.587+08:00","error":null,"window":{"id":"w01","condition":"open","ticket":{"id":"01a2045f-65bc-7889-a6dc-f0245fcbf8e3","day":"2026-11-23","number":"A001","service":"residence","state":"called","since":"2026-11-23T01:48:10.580+08:00"},"clerk":{"id":"c001","name":"李静1"}}}');
INSERT INTO "reply" VALUES('01a2045f-65dd-70ba-a327-2e1cd57adc97','terminal-1','2026-11-23','{"v":1,"re":"01a2045f-65dd-70ba-a327-2e1cd57adc97","ok":true,"at":"2026-11-23T01:48:10.590+08:00","error":null,"window":{"id":"w01","condition":"open","ticket":{"id":"01a2045f-65bc-7889-a6dc-f0245fcbf8e3","day":"2026-11-23","number":"A001","service":"residence","state":"serving","since":"2026-11-23T01:48:10.590+08:00"},"clerk":{"id":"c001","name":"李静1"}}}');
INSERT INTO "reply" VALUES('01a2045f-65e0-763d-bb20-18da646c9c3e','terminal-1','2026-11-23','{"v":1,"re":"01a2045f-65e0-763d-bb20-18da646c9c3e","ok":true,"at":"2026-11-23T01:48:10.593+08:00","error":null,"window":{"id":"w01","condition":"open","ticket":null,"clerk":{"id":"c001","name":"李静1"}}}');
INSERT INTO "reply" VALUES('01a2045f-65e6-75d4-8e55-09999f7604ef','terminal-1','2026-11-23','{"v":1,"re":"01a2045f-65e6-75d4-8e55-09999f7604ef","ok":true,"at":"2026-11-23T01:48:10.598+08:00","error":null,"ticket":{"id":"01a2045f-65c2-7b34-9b25-7e28d96533ae","day":"2026-11-23","number":"A002","service":"residence","state":"called","window":"w01","name":"张*"}}');
INSERT INTO "reply" VALUES('01a2045f-65e7-702f-94d5-34bf27949b18','terminal-1','2026-11-23','{"v":1,"re":"01a2045f-65e7-702f-94d5-34bf27949b18","ok":true,"at":"2026-11-23T01:48:10.600+08:00","error":null,"window":{"id":"w01","condition":"open","ticket":null,"clerk":{"id":"c001","name":"李静1"}}}');
INSERT INTO "reply" VALUES('01a2045f-65ea-7368-b340-b8aed798413d','terminal-1','2026-11-23','{"v":1,"re":"01a2045f-65ea-7368-b340-b8aed798413d","ok":true,"at":"2026-11-23T01:48:10.603+08:00","error":null,"ticket":{"id":"01a2045f-65c6-7e8d-9ba1-3c326361fad9","day":"2026-11-23","number":"A004","service":"residence","state":"called","window":"w01","name":null}}');
INSERT INTO "reply" VALUES('01a2045f-65ed-7b44-9865-bd67853b7937','terminal-1','2026-11-23','{"v":1,"re":"01a2045f-65ed-7b44-9865-bd67853b7937","ok":true,"at":"2026-11-23T01:48:10.606+08:00","error":null,"window":{"id":"w01","condition":"open","ticket":{"id":"01a2045f-65c6-7e8d-9ba1-3c326361fad9","day":"2026-11-23","number":"A004","service":"residence","state":"serving","since":"2026-11-23T01:48:10.606+08:00"},"clerk":{"id":"c001","name":"李静1"}}}');
INSERT INTO "reply" VALUES('01a2045f-65f1-7940-91d6-465e8d1e6330','terminal-1','2026-11-23','{"v":1,"re":"01a2045f-65f1-7940-91d6-465e8d1e6330","ok":true,"at":"2026-11-23T01:48:10.611+08:00","error":null,"window":{"id":"w01","condition":"paused","ticket":{"id":"01a2045f-65c6-7e8d-9ba1-3c326361fad9","day":"2026-11-23","number":"A004","service":"residence","state":"serving","since":"2026-11-23T01:48:10.606+08:00"},"clerk":{"id":"c001","name":"李静1"}}}');
CREATE TABLE topic (
	topic TEXT NOT NULL, 
	PRIMARY KEY (topic)
);
INSERT INTO "topic" VALUES('yimen/v1/leiyang/state/board/main');
INSERT INTO "topic" VALUES('yimen/v1/leiyang/state/hall/clock');
INSERT INTO "topic" VALUES('yimen/v1/leiyang/state/hall/today');
INSERT INTO "topic" VALUES('yimen/v1/leiyang/state/queue/household');
INSERT INTO "topic" VALUES('yimen/v1/leiyang/state/queue/residence');
INSERT INTO "topic" VALUES('yimen/v1/leiyang/state/service/household');
INSERT INTO "topic" VALUES('yimen/v1/leiyang/state/service/residence');
INSERT INTO "topic" VALUES('yimen/v1/leiyang/state/window/w01');
INSERT INTO "topic" VALUES('yimen/v1/leiyang/state/window/w02');
CREATE TABLE visitor (
	ticket TEXT NOT NULL, 
	day TEXT NOT NULL, 
	ref TEXT NOT NULL, 
	holder TEXT, 
	name TEXT, 
	PRIMARY KEY (ticket)
)
 WITHOUT ROWID

;
INSERT INTO "visitor" VALUES('01a2045f-65bc-7889-a6dc-f0245fcbf8e3','2026-11-23','fc7fb5dea8bca02176d6bfd5e35355a0',NULL,NULL);
INSERT INTO "visitor" VALUES('01a2045f-65c2-7b34-9b25-7e28d96533ae','2026-11-23','d67ea42b718ab84fb7ea82348073f67d','cc52b4f13ada3a03b9052bf08ea8b141d14c3e467d299af22f2ea547c5f14984','张*');
INSERT INTO "visitor" VALUES('01a2045f-65c4-790f-8769-86f9fe14dc0f','2026-11-23','8c1ef9c02b351db33dd905d6091f756b',NULL,NULL);
INSERT INTO "visitor" VALUES('01a2045f-65c6-7e8d-9ba1-3c326361fad9','2026-11-23','e992fdc6cf971cdfeb2c429ce09f1de9',NULL,NULL);
INSERT INTO "visitor" VALUES('01a2045f-65c8-76c9-81ad-01af339238f6','2026-11-23','99458ce7f77d00afad62e31442442240','cc52b4f13ada3a03b9052bf08ea8b141d14c3e467d299af22f2ea547c5f14984','张*');
COMMIT;
