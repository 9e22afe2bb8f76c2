<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>BackButton</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
</context>
</TS>
