<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>Again</name>
    <message>
        <source>您又排上队了。您的号码还是</source>
        <translation>You are back in the queue.
Your number is still</translation>
    </message>
    <message>
        <source>请留意屏幕和广播</source>
        <translation>Watch the screens and listen</translation>
    </message>
</context>
<context>
    <name>Appointment</name>
    <message>
        <source>您的预约</source>
        <translation>Your appointment</translation>
    </message>
    <message>
        <source>改到别的时间</source>
        <translation>Choose another time</translation>
    </message>
    <message>
        <source>取消这个预约</source>
        <translation>Cancel this appointment</translation>
    </message>
</context>
<context>
    <name>Asked</name>
    <message>
        <source>一共有几件？</source>
        <translation>How many items are there?</translation>
    </message>
    <message>
        <source>您的电话号码是多少？</source>
        <translation>What is your telephone number?</translation>
    </message>
    <message>
        <source>最多 500 件。件数多，会留出更长的时间。</source>
        <translation>500 at most. More items get a longer time.</translation>
    </message>
    <message>
        <source>工作人员会打这个电话。只有他们看得到。</source>
        <translation>Staff will call this number. Nobody else sees it.</translation>
    </message>
    <message>
        <source>可以不留。留了，只有工作人员看得到。</source>
        <translation>You may leave it out. Only staff see it.</translation>
    </message>
    <message>
        <source>不留电话</source>
        <translation>Leave it out</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>正在查看您的号，请稍候</source>
        <translation>Looking up your tickets, please wait</translation>
    </message>
    <message>
        <source>正在为您报到，请稍候</source>
        <translation>Checking you in, please wait</translation>
    </message>
    <message>
        <source>正在为您预约，请稍候</source>
        <translation>Booking your time, please wait</translation>
    </message>
    <message>
        <source>正在取消预约，请稍候</source>
        <translation>Cancelling your appointment, please wait</translation>
    </message>
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
    <name>BackButton</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>Booked</name>
    <message>
        <source>时间改好了</source>
        <translation>Your new time is booked</translation>
    </message>
    <message>
        <source>预约好了</source>
        <translation>Your time is booked</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>请取走预约单。
工作人员到时上门，请留意电话。</source>
        <translation>Please take your slip.
Staff will come to you; keep your phone within hearing.</translation>
    </message>
    <message>
        <source>请记下时间。
工作人员到时上门，请留意电话。</source>
        <translation>Please note the time.
Staff will come to you; keep your phone within hearing.</translation>
    </message>
    <message>
        <source>正在打印预约单，请稍候</source>
        <translation>Printing your slip, please wait</translation>
    </message>
    <message>
        <source>请取走预约单。
当天请带身份证，先在自助机报到。</source>
        <translation>Take your slip.
Bring your ID card and check in at a kiosk on that day.</translation>
    </message>
    <message>
        <source>请记下时间。
当天请带身份证，先在自助机报到。</source>
        <translation>Please note the time.
Bring your ID card and check in at a kiosk on that day.</translation>
    </message>
</context>
<context>
    <name>Candidates</name>
    <message>
        <source>前面的字</source>
        <translation>Earlier characters</translation>
    </message>
    <message>
        <source>更多的字</source>
        <translation>More characters</translation>
    </message>
</context>
<context>
    <name>Choose</name>
    <message>
        <source>请选择要办的业务</source>
        <translation>Please choose a service</translation>
    </message>
    <message>
        <source>现在只能取号</source>
        <translation>Numbers only for now</translation>
    </message>
    <message>
        <source>%1，您好。现在只能取号</source>
        <translation>Hello, %1. Numbers only for now</translation>
    </message>
    <message>
        <source>请选择要预约的业务</source>
        <translation>Which service to book?</translation>
    </message>
    <message>
        <source>请选择要一起办的业务</source>
        <translation>Choose everything you are here for</translation>
    </message>
    <message>
        <source>需要什么帮助？</source>
        <translation>What help do you need?</translation>
    </message>
    <message>
        <source>是哪方面的事？</source>
        <translation>What is it about?</translation>
    </message>
    <message>
        <source>取一个号（%1 项）</source>
        <translation>Take one number (%1)</translation>
    </message>
    <message>
        <source>%1 替 %2 办</source>
        <translation>%1 acts for %2</translation>
    </message>
    <message>
        <source>现在查不了号。您手里的号照样有效。</source>
        <translation>Tickets can&apos;t be looked up just now. The one you hold stays valid.</translation>
    </message>
    <message>
        <source>预约时间</source>
        <translation>Book a time</translation>
    </message>
    <message>
        <source>找事项</source>
        <translation>Find an item</translation>
    </message>
    <message>
        <source>特别需要</source>
        <translation>Special needs</translation>
    </message>
    <message>
        <source>帮忙和反映</source>
        <translation>Help and complaints</translation>
    </message>
    <message>
        <source>批量办理</source>
        <translation>Many items at once</translation>
    </message>
    <message>
        <source>已选</source>
        <translation>Chosen</translation>
    </message>
    <message>
        <source>%1 开始取号</source>
        <translation>Opens %1</translation>
    </message>
    <message>
        <source>现在不取号</source>
        <translation>Closed now</translation>
    </message>
    <message>
        <source>挑一个方便的时间再来</source>
        <translation>Come when it suits you</translation>
    </message>
    <message>
        <source>已选，会照顾到</source>
        <translation>Chosen, it will be taken into account</translation>
    </message>
    <message>
        <source>老幼病残孕优先，替人办事</source>
        <translation>Going first, acting for somebody</translation>
    </message>
    <message>
        <source>不知道选哪个？找一找</source>
        <translation>Not sure which? Look it up</translation>
    </message>
    <message>
        <source>取号到 %1</source>
        <translation>Numbers until %1</translation>
    </message>
    <message>
        <source>%1 项业务，一个号</source>
        <translation>%1 services, one number</translation>
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
        <source>请人帮忙，反映没办成的事</source>
        <translation>Get help, tell what failed</translation>
    </message>
    <message>
        <source>有人陪着您办</source>
        <translation>Somebody goes with you</translation>
    </message>
    <message>
        <source>约好时间，我们上门来</source>
        <translation>We come to you at a set time</translation>
    </message>
    <message>
        <source>约好时间，坐下来谈</source>
        <translation>A meeting at a set time</translation>
    </message>
    <message>
        <source>没办成、办得慢，告诉我们</source>
        <translation>Tell us what failed or is overdue</translation>
    </message>
    <message>
        <source>一次办很多件，留出时间</source>
        <translation>Many items, with time set aside</translation>
    </message>
    <message>
        <source>%1，您好</source>
        <translation>Hello, %1</translation>
    </message>
</context>
<context>
    <name>DigitsPage</name>
    <message>
        <source>删除</source>
        <translation>Erase</translation>
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
        <source>此号有效，会按顺序叫到您</source>
        <translation>This number counts.
It will be called in turn.</translation>
    </message>
    <message>
        <source>按您早到 %1排队</source>
        <translation>Treated as if you came %1 earlier</translation>
    </message>
    <message>
        <source>同一个号，接着办：%1</source>
        <translation>Same number, next: %1</translation>
    </message>
    <message>
        <source>工作人员确认后优先：%1</source>
        <translation>First, once a clerk confirms: %1</translation>
    </message>
    <message>
        <source>因为：%1</source>
        <translation>Because: %1</translation>
    </message>
    <message>
        <source>大约等 %1，最多 %2</source>
        <translation>About %1 to wait, at most %2</translation>
    </message>
    <message>
        <source>大约等 %1</source>
        <translation>About %1 to wait</translation>
    </message>
</context>
<context>
    <name>Find</name>
    <message>
        <source>您要办什么？</source>
        <translation>What are you here for?</translation>
    </message>
    <message>
        <source>打拼音字母，如 jzz 或 juzhuzheng</source>
        <translation>Type Pinyin letters, such as jzz or juzhuzheng</translation>
    </message>
    <message>
        <source>按一件事找</source>
        <translation>By life event</translation>
    </message>
    <message>
        <source>按部门找</source>
        <translation>By department</translation>
    </message>
    <message>
        <source>没有找到。换个说法试试，或者到咨询台。</source>
        <translation>Nothing found. Try other words, or ask at the information desk.</translation>
    </message>
    <message>
        <source>%1 项</source>
        <translation>%1 items</translation>
    </message>
    <message>
        <source>%1 · 当场办</source>
        <translation>%1 · while you wait</translation>
    </message>
    <message>
        <source>往上看</source>
        <translation>Up</translation>
    </message>
    <message>
        <source>往下看</source>
        <translation>Down</translation>
    </message>
</context>
<context>
    <name>ForWhom</name>
    <message>
        <source>请换上他的身份证</source>
        <translation>Please lay their card instead</translation>
    </message>
    <message>
        <source>请放上对方的身份证</source>
        <translation>Please lay the card of the person you act for</translation>
    </message>
    <message>
        <source>号是他的，叫号时您来就行。</source>
        <translation>The number is theirs; you come when it is called.</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>用手机扫一扫，带走看</source>
        <translation>Scan it to read it on your telephone</translation>
    </message>
    <message>
        <source>取号办理</source>
        <translation>Take a number</translation>
    </message>
    <message>
        <source>正在打印</source>
        <translation>Printing</translation>
    </message>
    <message>
        <source>再打一张</source>
        <translation>Print another</translation>
    </message>
    <message>
        <source>A4 已打好，再打一份</source>
        <translation>Printed on A4. Once more</translation>
    </message>
    <message>
        <source>打不出来，请扫码</source>
        <translation>Not printed, please scan</translation>
    </message>
    <message>
        <source>打印指南</source>
        <translation>Print the guide</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>无障碍</source>
        <translation>Accessibility</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
</context>
<context>
    <name>HeldLine</name>
    <message>
        <source>同一个号，接着办：%1</source>
        <translation>Same number, next: %1</translation>
    </message>
    <message>
        <source>我回来了</source>
        <translation>I am here again</translation>
    </message>
    <message>
        <source>我到了，报到</source>
        <translation>I am here: check in</translation>
    </message>
    <message>
        <source>改时间或取消</source>
        <translation>Change or cancel</translation>
    </message>
    <message>
        <source>补打或退号</source>
        <translation>Print again or give back</translation>
    </message>
    <message>
        <source>请留意屏幕和广播</source>
        <translation>Watch the screens and listen</translation>
    </message>
    <message>
        <source>您前面没有人，请留意屏幕和广播</source>
        <translation>No one is ahead of you: watch the screens and listen</translation>
    </message>
    <message>
        <source>您前面还有 %1 人，大约等 %2</source>
        <translation>%1 ahead of you, about %2 to wait</translation>
    </message>
    <message>
        <source>您前面还有 %1 人</source>
        <translation>%1 ahead of you</translation>
    </message>
    <message>
        <source>正在叫您，请到 %1 号窗口</source>
        <translation>You are being called: please go to window %1</translation>
    </message>
    <message>
        <source>正在 %1 号窗口办理</source>
        <translation>Being served at window %1</translation>
    </message>
    <message>
        <source>已经叫过您了。按一下，重新排队。</source>
        <translation>You were called. Tap once to queue again.</translation>
    </message>
    <message>
        <source>窗口先放一放，接着办时会再叫您。</source>
        <translation>On hold at the window: you will be called again.</translation>
    </message>
    <message>
        <source>材料正在后台办理，您不用在这里等。</source>
        <translation>Your papers are being worked on. You need not wait here.</translation>
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
    <name>Keyboard</name>
    <message>
        <source>删除</source>
        <translation>Erase</translation>
    </message>
    <message>
        <source>清空</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>请选择语言</source>
        <translation>Choose a language</translation>
    </message>
</context>
<context>
    <name>Mine</name>
    <message>
        <source>您的号和预约</source>
        <translation>Your tickets and bookings</translation>
    </message>
    <message>
        <source>办别的业务</source>
        <translation>Something else</translation>
    </message>
</context>
<context>
    <name>Modes</name>
    <message>
        <source>怎样用着方便？</source>
        <translation>What makes it easier for you?</translation>
    </message>
    <message>
        <source>大字</source>
        <translation>Large type</translation>
    </message>
    <message>
        <source>黑底亮字</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>全部放低，坐着也够得着</source>
        <translation>Everything lower, for wheelchair users</translation>
    </message>
    <message>
        <source>语音朗读</source>
        <translation>Read aloud</translation>
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
    <name>Opened</name>
    <message>
        <source>真的要退掉这个号吗？</source>
        <translation>Give this number back?</translation>
    </message>
    <message>
        <source>您的号</source>
        <translation>Your number</translation>
    </message>
    <message>
        <source>退了以后要重新取号、重新排队。</source>
        <translation>Afterwards you would have to take a new number and queue again.</translation>
    </message>
    <message>
        <source>退号，不办了</source>
        <translation>Give it back</translation>
    </message>
    <message>
        <source>再打印一张号票</source>
        <translation>Print the ticket again</translation>
    </message>
    <message>
        <source>不退，留着</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>不办了，退号</source>
        <translation>Give the number back</translation>
    </message>
</context>
<context>
    <name>Own</name>
    <message>
        <source>不写，请打电话问我</source>
        <translation>Call me and ask instead</translation>
    </message>
    <message>
        <source>不写，说给工作人员听</source>
        <translation>Tell a clerk instead</translation>
    </message>
    <message>
        <source>您写的</source>
        <translation>In your words</translation>
    </message>
    <message>
        <source>什么事没有办成？哪个部门，哪一天，怎么说的，写几句就行。</source>
        <translation>What could not be done? Which department, which day, what were you told? A few sentences will do.</translation>
    </message>
    <message>
        <source>到哪里去，办什么事？请写小区、楼号和门牌。</source>
        <translation>Where shall we come, and what for? Please give the full address.</translation>
    </message>
    <message>
        <source>想谈什么？写几句，也可以不写。</source>
        <translation>What would you like to discuss? A few sentences, or nothing.</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>往上看</source>
        <translation>Up</translation>
    </message>
    <message>
        <source>往下看</source>
        <translation>Down</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>年长</source>
        <translation>Elderly</translation>
    </message>
    <message>
        <source>残疾人</source>
        <translation>Disability</translation>
    </message>
    <message>
        <source>孕妇</source>
        <translation>Pregnant</translation>
    </message>
    <message>
        <source>带着小孩</source>
        <translation>With a small child</translation>
    </message>
    <message>
        <source>军人、退役军人、消防救援人员及家属</source>
        <translation>Soldiers, veterans, firefighters and their families</translation>
    </message>
    <message>
        <source>优先</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>要低位窗口（轮椅）</source>
        <translation>A low counter (wheelchair)</translation>
    </message>
    <message>
        <source>要会手语的窗口</source>
        <translation>A window with sign language</translation>
    </message>
    <message>
        <source>要会英语的窗口</source>
        <translation>A window with English</translation>
    </message>
    <message>
        <source>要有助听线圈的窗口</source>
        <translation>A window with a hearing loop</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>请看一看，对不对？</source>
        <translation>Is this right?</translation>
    </message>
    <message>
        <source>您写的话和电话，只给办这件事的工作人员看，号票上没有。</source>
        <translation>Only the staff who deal with it see what you wrote and your number; the slip does not show them.</translation>
    </message>
    <message>
        <source>提交，取号</source>
        <translation>Send and take a number</translation>
    </message>
    <message>
        <source>对，选时间</source>
        <translation>Yes, choose a time</translation>
    </message>
    <message>
        <source>要办的</source>
        <translation>For</translation>
    </message>
    <message>
        <source>哪方面</source>
        <translation>About</translation>
    </message>
    <message>
        <source>件数</source>
        <translation>Items</translation>
    </message>
    <message>
        <source>您写的</source>
        <translation>In your words</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
</context>
<context>
    <name>Slots</name>
    <message>
        <source>改到什么时间？</source>
        <translation>Which new time?</translation>
    </message>
    <message>
        <source>什么时间来？</source>
        <translation>When will you come?</translation>
    </message>
    <message>
        <source>这一天没有这么长的空。请看看别的日子，或者分几次约。</source>
        <translation>No time is long enough on this day. Try another day, or book in parts.</translation>
    </message>
    <message>
        <source>这一天没有空的时间，请看看别的日子。</source>
        <translation>No time is free on this day. Please look at another one.</translation>
    </message>
    <message>
        <source>正在查看空的时间，请稍候</source>
        <translation>Looking for free times, please wait</translation>
    </message>
    <message>
        <source>这个时间刚刚约满了，请另选一个。</source>
        <translation>That time has just been taken. Please choose another.</translation>
    </message>
    <message>
        <source>就改到这个时间</source>
        <translation>Move it here</translation>
    </message>
    <message>
        <source>就约这个时间</source>
        <translation>Book this time</translation>
    </message>
</context>
<context>
    <name>Spoken</name>
    <message>
        <source>按钮</source>
        <translation>button</translation>
    </message>
    <message>
        <source>已选</source>
        <translation>Chosen</translation>
    </message>
    <message>
        <source>可选</source>
        <translation>can be chosen</translation>
    </message>
    <message>
        <source>已打开</source>
        <translation>On</translation>
    </message>
    <message>
        <source>没打开</source>
        <translation>off</translation>
    </message>
    <message>
        <source>现在不能选</source>
        <translation>not available now</translation>
    </message>
    <message>
        <source>共有 %1 项。</source>
        <translation>%1 choices.</translation>
    </message>
    <message>
        <source>语音导航已打开。用下一项、上一项两个键逐项听，确认键选定，返回键退一步，重听键再听一遍。</source>
        <translation>The audio guide is on. The next and previous keys go from one choice to the next, the select key takes one, back goes one step back, repeat says it again.</translation>
    </message>
    <message>
        <source>语音导航已关闭。</source>
        <translation>The audio guide is off.</translation>
    </message>
    <message>
        <source>没插耳机，旁边的人听得到您写的内容。不想让人听到，请插上耳机，或者返回。</source>
        <translation>Without headphones, people near you hear what you enter. To keep it private, plug in headphones, or go back.</translation>
    </message>
    <message>
        <source>声音大一点</source>
        <translation>Louder</translation>
    </message>
    <message>
        <source>声音小一点</source>
        <translation>Softer</translation>
    </message>
    <message>
        <source>说快一点</source>
        <translation>Speak faster</translation>
    </message>
    <message>
        <source>说慢一点</source>
        <translation>Speak slower</translation>
    </message>
    <message>
        <source>关掉语音导航</source>
        <translation>Turn the audio guide off</translation>
    </message>
    <message>
        <source>音量 %1</source>
        <translation>Volume %1</translation>
    </message>
    <message>
        <source>语速 %1</source>
        <translation>Speed %1</translation>
    </message>
    <message>
        <source>您好。</source>
        <translation>Hello.</translation>
    </message>
    <message>
        <source>再见。</source>
        <translation>Goodbye.</translation>
    </message>
</context>
<context>
    <name>StaffMenu</name>
    <message>
        <source>试读卡器和扫码器：放一张卡，或者扫一个码。</source>
        <translation>Try the readers: lay a card, or show a code.</translation>
    </message>
    <message>
        <source>打印测试小票</source>
        <translation>Print a test slip</translation>
    </message>
    <message>
        <source>纸换好了，再看一下打印机</source>
        <translation>Paper changed: check the printer</translation>
    </message>
    <message>
        <source>恢复使用</source>
        <translation>Back into service</translation>
    </message>
    <message>
        <source>暂停使用这台机器</source>
        <translation>Take out of service</translation>
    </message>
    <message>
        <source>重新启动程序</source>
        <translation>Restart the program</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>读到了卡：%1</source>
        <translation>Card read: %1</translation>
    </message>
    <message>
        <source>读到了码，共 %1 个字符</source>
        <translation>Code read: %1 characters</translation>
    </message>
    <message>
        <source>卡没有读完，请再放一次。</source>
        <translation>The card was cut short. Lay it again.</translation>
    </message>
    <message>
        <source>这种卡在这里读不了。</source>
        <translation>This kind of card can&apos;t be read here.</translation>
    </message>
    <message>
        <source>正在打印测试小票，请稍候</source>
        <translation>Printing a test slip, please wait</translation>
    </message>
    <message>
        <source>测试小票已打出，请看清不清楚。</source>
        <translation>The test slip is out. See whether it is clear.</translation>
    </message>
    <message>
        <source>没有纸，小票没有打出。</source>
        <translation>Out of paper: no slip came out.</translation>
    </message>
    <message>
        <source>打印机有故障，小票没有打出。</source>
        <translation>The printer failed: no slip came out.</translation>
    </message>
    <message>
        <source>这台机器没有小票打印机。</source>
        <translation>This kiosk has no slip printer.</translation>
    </message>
</context>
<context>
    <name>StaffPin</name>
    <message>
        <source>请输入密码</source>
        <translation>Enter the PIN</translation>
    </message>
    <message>
        <source>已输入 %1 位</source>
        <translation>%1 characters typed</translation>
    </message>
    <message>
        <source>输错太多次，请等 %1 秒。</source>
        <translation>Too many wrong tries. Wait %1 seconds.</translation>
    </message>
    <message>
        <source>正在核对，请稍候</source>
        <translation>Checking, please wait</translation>
    </message>
    <message>
        <source>密码不对，请再输入一次。</source>
        <translation>That is not the PIN. Enter it again.</translation>
    </message>
    <message>
        <source>确定</source>
        <translation>Confirm</translation>
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
    <name>TakeAlong</name>
    <message>
        <source>请用手机拍下来，不要给别人看。
到别的自助机扫一扫，就能看到您的号，也能补打。</source>
        <translation>Photograph it, and let nobody else see it.
Held to another machine it shows your number, and prints it.</translation>
    </message>
    <message>
        <source>拍好了</source>
        <translation>I have it</translation>
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
    <name>Toggle</name>
    <message>
        <source>已打开</source>
        <translation>On</translation>
    </message>
    <message>
        <source>没有打开</source>
        <translation>Off</translation>
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
        <translation>No service is giving out numbers now</translation>
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
        <source>这台机器暂停使用</source>
        <translation>This machine is out of service</translation>
    </message>
    <message>
        <source>这张证件在这里读不了</source>
        <translation>This card can&apos;t be read here</translation>
    </message>
    <message>
        <source>这个二维码不是本大厅的</source>
        <translation>This QR code is not one of this hall&apos;s</translation>
    </message>
    <message>
        <source>这张单子上的号已经办完或退掉了</source>
        <translation>The number on this slip is finished or was given back</translation>
    </message>
    <message>
        <source>还没有取到号</source>
        <translation>There is no number yet</translation>
    </message>
    <message>
        <source>预约已经取消</source>
        <translation>Your appointment is cancelled</translation>
    </message>
    <message>
        <source>号已经退掉</source>
        <translation>The number was given back</translation>
    </message>
    <message>
        <source>这项业务现在不能取号</source>
        <translation>This service is not giving out numbers now</translation>
    </message>
    <message>
        <source>这个号码已经取过号了</source>
        <translation>A number was already taken with this ID number</translation>
    </message>
    <message>
        <source>您今天的号已经取满了</source>
        <translation>You have taken all your numbers for today</translation>
    </message>
    <message>
        <source>这件事在这台机器上办不了</source>
        <translation>This can&apos;t be done at this machine</translation>
    </message>
    <message>
        <source>现在没有窗口能满足您的需要</source>
        <translation>No window can meet your needs now</translation>
    </message>
    <message>
        <source>这项业务要有身份证</source>
        <translation>This service needs an ID card</translation>
    </message>
    <message>
        <source>这项业务要先填几项</source>
        <translation>This service needs a few details first</translation>
    </message>
    <message>
        <source>这次没有取到号</source>
        <translation>No number this time</translation>
    </message>
    <message>
        <source>这个号不能在这里恢复了</source>
        <translation>This number can&apos;t be renewed here</translation>
    </message>
    <message>
        <source>这项业务您已经约过了</source>
        <translation>You have booked this service already</translation>
    </message>
    <message>
        <source>这项业务今天不再办理了</source>
        <translation>This service has closed for today</translation>
    </message>
    <message>
        <source>还没有办好</source>
        <translation>This has not gone through yet</translation>
    </message>
    <message>
        <source>这次没有办成</source>
        <translation>This did not go through</translation>
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
        <source>可以重新取号，或者到咨询台问一问。</source>
        <translation>You can take a new number, or ask at the information desk.</translation>
    </message>
    <message>
        <source>请返回再试一次，或者到咨询台。</source>
        <translation>Go back and try once more, or ask at the information desk.</translation>
    </message>
    <message>
        <source>需要时，可以再来预约。</source>
        <translation>You can book again whenever you need to.</translation>
    </message>
    <message>
        <source>需要时，可以再来取号。</source>
        <translation>You can take a number again whenever you need one.</translation>
    </message>
    <message>
        <source>请用身份证查看，或者到咨询台。</source>
        <translation>Use the ID card to see it, or ask at the information desk.</translation>
    </message>
    <message>
        <source>%1 开始取号，请那时再来。</source>
        <translation>It opens %1. Please come back then.</translation>
    </message>
    <message>
        <source>请返回选择别的业务，或者到咨询台。</source>
        <translation>Go back and choose another service, or ask at the information desk.</translation>
    </message>
    <message>
        <source>请返回，看一看已有的预约。</source>
        <translation>Go back to see the booking that you have.</translation>
    </message>
    <message>
        <source>请放上身份证再办，或者到咨询台。</source>
        <translation>Lay your ID card on the reader first, or ask at the information desk.</translation>
    </message>
    <message>
        <source>请返回，从“帮忙和反映”进去，或者到咨询台。</source>
        <translation>Go back and choose &quot;Help and complaints&quot;, or ask at the information desk.</translation>
    </message>
    <message>
        <source>请到咨询台，工作人员会帮您。</source>
        <translation>Please go to the information desk: the staff will help you.</translation>
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
    <name>Typing</name>
    <message>
        <source>请输入身份证号码</source>
        <translation>Please type the ID number</translation>
    </message>
    <message>
        <source>已输入 %1 位</source>
        <translation>%1 characters typed</translation>
    </message>
    <message>
        <source>号码对不上，请看一看，删掉再输入。</source>
        <translation>This is not a valid ID number. Please check it, delete and type again.</translation>
    </message>
    <message>
        <source>18 位，已输入 %1 位。这样只能取新号。</source>
        <translation>18 characters, %1 typed. This way you can only take a new number.</translation>
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
    <message>
        <source>用手机拍二维码</source>
        <translation>Photograph the code</translation>
    </message>
    <message>
        <source>要纸票，请到 %1，再放一次证件。</source>
        <translation>For a slip, lay your card once more at %1.</translation>
    </message>
    <message>
        <source>要纸票，请拍下二维码，到 %1 扫一扫。</source>
        <translation>For a slip, photograph the code and scan it at %1.</translation>
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
        <source>输入身份证号取号</source>
        <translation>Type the ID number</translation>
    </message>
    <message>
        <source>查办事指南</source>
        <translation>Look up a guide</translation>
    </message>
    <message>
        <source>现在不取号，%1 开始。</source>
        <translation>No numbers now. It opens %1.</translation>
    </message>
    <message>
        <source>现在不取号。</source>
        <translation>No numbers are given now.</translation>
    </message>
    <message>
        <source>身份证感应区暂时不能用。
不用身份证也可以取号。</source>
        <translation>The card reader is out of use for now.
You can take a number without a card.</translation>
    </message>
    <message>
        <source>现在可以取号。
查号和预约，请过一会儿再来。</source>
        <translation>You can take a number now.
Please come back a little later to look up a number or book a time.</translation>
    </message>
    <message>
        <source>这里现在不出纸票，号码显示在屏幕上。
要纸票，请到 %1。</source>
        <translation>This kiosk is not printing now; the screen shows your number.
For a slip, go to %1.</translation>
    </message>
    <message>
        <source>这里现在不出纸票，号码显示在屏幕上。</source>
        <translation>This kiosk is not printing now; the screen shows your number.</translation>
    </message>
    <message>
        <source>扫码器暂时不能用。
要查手里的号，请到咨询台。</source>
        <translation>The code scanner is out of order.
To look up a ticket, ask at the information desk.</translation>
    </message>
    <message>
        <source>有号票或预约单，也可以扫上面的二维码。</source>
        <translation>With a ticket or booking slip, you can also scan its QR code.</translation>
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
<context>
    <name>Wishes</name>
    <message>
        <source>您有什么需要？</source>
        <translation>What do you need?</translation>
    </message>
    <message>
        <source>%1（工作人员看一眼）</source>
        <translation>%1 (a clerk will check)</translation>
    </message>
    <message>
        <source>一次办几件事，取一个号</source>
        <translation>Several matters with one number</translation>
    </message>
    <message>
        <source>替别人办，我带了他的身份证</source>
        <translation>I act for somebody and have their ID card</translation>
    </message>
    <message>
        <source>好了</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>简体中文</source>
        <translation>English</translation>
    </message>
</context>
<context>
    <name>Writing</name>
    <message>
        <source>打拼音，再点汉字</source>
        <translation>Type Pinyin, then choose the characters</translation>
    </message>
    <message>
        <source>写满了</source>
        <translation>No more room</translation>
    </message>
    <message>
        <source>写英文</source>
        <translation>English</translation>
    </message>
    <message>
        <source>写中文</source>
        <translation>Chinese</translation>
    </message>
</context>
</TS>
