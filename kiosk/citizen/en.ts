<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>Asking</name>
    <message>
        <source>正在为您取号，请稍候</source>
        <translation>Getting your number, please wait</translation>
    </message>
    <message>
        <source>系统有点忙。
您可以再等一会儿，也可以到咨询台取号。</source>
        <translation>This is taking longer than usual.
You can wait a little, or take a number at the information desk.</translation>
    </message>
</context>
<context>
    <name>Choose</name>
    <message>
        <source>请选择要办的业务</source>
        <translation>Please choose a service</translation>
    </message>
    <message>
        <source>没有人在等</source>
        <translation>No one waiting</translation>
    </message>
    <message>
        <source>%1 人在等</source>
        <translation>%1 waiting</translation>
    </message>
    <message>
        <source>%1，您好</source>
        <translation>Hello, %1</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>您前面没有人</source>
        <translation>No one is ahead of you</translation>
    </message>
    <message>
        <source>您前面还有 %1 人</source>
        <translation>%1 ahead of you</translation>
    </message>
    <message>
        <source>大约等 %1 分钟</source>
        <translation>About %1 min to wait</translation>
    </message>
    <message>
        <source>大约等 %1 小时</source>
        <translation>About %1 h to wait</translation>
    </message>
    <message>
        <source>大约等 %1 小时 %2 分钟</source>
        <translation>About %1 h %2 min to wait</translation>
    </message>
</context>
<context>
    <name>Holding</name>
    <message>
        <source>您已经取过号了。您的号码是</source>
        <translation>You already have a ticket.
Your number is</translation>
    </message>
    <message>
        <source>正在叫您，请到 %1 号窗口</source>
        <translation>You are being called: please go to window %1</translation>
    </message>
    <message>
        <source>请留意屏幕和广播</source>
        <translation>Watch the screens and listen</translation>
    </message>
</context>
<context>
    <name>NumberPage</name>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>StillThere</name>
    <message>
        <source>您还在吗？</source>
        <translation>Are you still there?</translation>
    </message>
    <message>
        <source>%1 秒后回到首页</source>
        <translation>Back to the start in %1 s</translation>
    </message>
    <message>
        <source>我还在</source>
        <translation>I am still here</translation>
    </message>
</context>
<context>
    <name>Ticket</name>
    <message>
        <source>您的号码</source>
        <translation>Your number</translation>
    </message>
    <message>
        <source>请取走号票，留意屏幕和广播</source>
        <translation>Take your ticket, then watch the screens and listen</translation>
    </message>
    <message>
        <source>正在打印号票，请稍候</source>
        <translation>Printing your ticket, please wait</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>不用身份证取号</source>
        <translation>Continue without a card</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>正在准备，请稍候</source>
        <translation>Getting ready, please wait</translation>
    </message>
    <message>
        <source>取号暂停一会儿</source>
        <translation>Tickets are paused for a moment</translation>
    </message>
    <message>
        <source>现在没有可以取号的业务</source>
        <translation>There is no service to take a number for now</translation>
    </message>
    <message>
        <source>这台机器还没有登记好</source>
        <translation>This machine is not set up yet</translation>
    </message>
    <message>
        <source>请到别的机器取号，或者到咨询台。</source>
        <translation>Please take your number at another machine, or ask at the information desk.</translation>
    </message>
    <message>
        <source>没有读到身份证</source>
        <translation>The card was not read</translation>
    </message>
    <message>
        <source>这张证件在这里读不了</source>
        <translation>This card can&apos;t be read here</translation>
    </message>
    <message>
        <source>还没有取到号</source>
        <translation>There is no number yet</translation>
    </message>
    <message>
        <source>这项业务现在不能取号</source>
        <translation>This service gives no numbers now</translation>
    </message>
    <message>
        <source>这次没有取到号</source>
        <translation>No number this time</translation>
    </message>
    <message>
        <source>恢复后会自动继续。
着急的话，请到咨询台。</source>
        <translation>This continues by itself.
If you are in a hurry, please go to the information desk.</translation>
    </message>
    <message>
        <source>请把身份证拿起来，再平放一次。</source>
        <translation>Lift the card and lay it flat once more.</translation>
    </message>
    <message>
        <source>请返回再试一次，或者到咨询台。</source>
        <translation>Go back and try once more, or ask at the information desk.</translation>
    </message>
    <message>
        <source>请返回选择别的业务，或者到咨询台。</source>
        <translation>Go back and choose another service, or ask at the information desk.</translation>
    </message>
    <message>
        <source>请到咨询台问一问。</source>
        <translation>Please ask at the information desk.</translation>
    </message>
    <message>
        <source>不用身份证也可以取号。</source>
        <translation>You can take a number without a card.</translation>
    </message>
</context>
<context>
    <name>Unprinted</name>
    <message>
        <source>这台机器的纸用完了。您的号码是</source>
        <translation>This machine is out of paper.
Your number is</translation>
    </message>
    <message>
        <source>您的号码是</source>
        <translation>Your number is</translation>
    </message>
    <message>
        <source>号票没有打印出来。您的号码是</source>
        <translation>The ticket did not print.
Your number is</translation>
    </message>
    <message>
        <source>请记下号码，留意屏幕和广播</source>
        <translation>Please note it down, then watch the screens and listen</translation>
    </message>
    <message>
        <source>我记下了</source>
        <translation>I have noted it</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>请把身份证放在感应区</source>
        <translation>Place your ID card on the reader</translation>
    </message>
    <message>
        <source>请在这里取号</source>
        <translation>Take a number here</translation>
    </message>
    <message>
        <source>身份证感应区暂时不能用。
不用身份证也可以取号。</source>
        <translation>The card reader is out of use for now.
You can take a number without a card.</translation>
    </message>
    <message>
        <source>没带身份证，直接取号</source>
        <translation>Continue without an ID card</translation>
    </message>
    <message>
        <source>选择业务，开始取号</source>
        <translation>Choose a service</translation>
    </message>
</context>
</TS>
