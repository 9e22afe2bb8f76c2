<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>Asking</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>确定</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>不填原因</source>
        <translation>No reason</translation>
    </message>
    <message>
        <source>回车</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>已请支援</source>
        <translation>Help asked</translation>
    </message>
</context>
<context>
    <name>Offer</name>
    <message>
        <source>哪一张号？</source>
        <translation>Which ticket?</translation>
    </message>
    <message>
        <source>转到哪里？</source>
        <translation>Transfer to where?</translation>
    </message>
    <message>
        <source>哪项业务？</source>
        <translation>Which service?</translation>
    </message>
    <message>
        <source>哪个窗口？</source>
        <translation>Which window?</translation>
    </message>
    <message>
        <source>转给谁？</source>
        <translation>To whom?</translation>
    </message>
    <message>
        <source>排在哪里？</source>
        <translation>Which place in the queue?</translation>
    </message>
    <message>
        <source>改成哪一类？</source>
        <translation>Which standing?</translation>
    </message>
    <message>
        <source>办得怎么样？</source>
        <translation>How did it end?</translation>
    </message>
    <message>
        <source>写给下一位经办人</source>
        <translation>For whoever serves it next</translation>
    </message>
    <message>
        <source>为什么暂停？</source>
        <translation>Why the pause?</translation>
    </message>
    <message>
        <source>什么原因？</source>
        <translation>What is the reason?</translation>
    </message>
    <message>
        <source>别的业务</source>
        <translation>Another service</translation>
    </message>
    <message>
        <source>指定窗口</source>
        <translation>One window</translation>
    </message>
    <message>
        <source>指定人员</source>
        <translation>One colleague</translation>
    </message>
    <message>
        <source>按原来的时间</source>
        <translation>By its own time</translation>
    </message>
    <message>
        <source>排到最前</source>
        <translation>First in line</translation>
    </message>
    <message>
        <source>排到最后</source>
        <translation>Last in line</translation>
    </message>
    <message>
        <source>绿色通道</source>
        <translation>Green channel</translation>
    </message>
    <message>
        <source>优先</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>不优先，照常排队</source>
        <translation>Waits as before</translation>
    </message>
    <message>
        <source>办好了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>未办成</source>
        <translation>Not done</translation>
    </message>
    <message>
        <source>暂时离开</source>
        <translation>Back in a moment</translation>
    </message>
    <message>
        <source>整理材料</source>
        <translation>Sorting papers</translation>
    </message>
    <message>
        <source>设备维护</source>
        <translation>Equipment</translation>
    </message>
    <message>
        <source>用餐休息</source>
        <translation>Meal break</translation>
    </message>
    <message>
        <source>去补材料</source>
        <translation>Fetching papers</translation>
    </message>
    <message>
        <source>去复印</source>
        <translation>Making copies</translation>
    </message>
    <message>
        <source>去缴费</source>
        <translation>Paying a fee</translation>
    </message>
    <message>
        <source>等人到场</source>
        <translation>Waiting for someone</translation>
    </message>
    <message>
        <source>取错了号</source>
        <translation>Took the wrong ticket</translation>
    </message>
    <message>
        <source>还要办那项</source>
        <translation>Needs that service too</translation>
    </message>
    <message>
        <source>要专人办理</source>
        <translation>Needs a specialist</translation>
    </message>
    <message>
        <source>本窗口办不了</source>
        <translation>Can&apos;t be done here</translation>
    </message>
    <message>
        <source>没听到叫号</source>
        <translation>Didn&apos;t hear the call</translation>
    </message>
    <message>
        <source>已经回来</source>
        <translation>Has come back</translation>
    </message>
    <message>
        <source>材料补齐了</source>
        <translation>Papers are complete</translation>
    </message>
    <message>
        <source>窗口的原因</source>
        <translation>Because of the window</translation>
    </message>
    <message>
        <source>已离开</source>
        <translation>Has left</translation>
    </message>
    <message>
        <source>重复取号</source>
        <translation>Took two tickets</translation>
    </message>
    <message>
        <source>本人放弃</source>
        <translation>No longer wanted</translation>
    </message>
    <message>
        <source>年长</source>
        <translation>Elderly</translation>
    </message>
    <message>
        <source>行动不便</source>
        <translation>Hard to walk or stand</translation>
    </message>
    <message>
        <source>孕妇或带婴儿</source>
        <translation>Pregnant or with a baby</translation>
    </message>
    <message>
        <source>急事</source>
        <translation>Urgent</translation>
    </message>
    <message>
        <source>接着刚才的事</source>
        <translation>Goes on with an earlier matter</translation>
    </message>
    <message>
        <source>现场安排</source>
        <translation>Arranged in the hall</translation>
    </message>
    <message>
        <source>工号</source>
        <translation>Staff number</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>其他原因</source>
        <translation>Another reason</translation>
    </message>
    <message>
        <source>没有别的地方能接这张号。</source>
        <translation>Nobody else can take this ticket.</translation>
    </message>
    <message>
        <source>没有过号或挂起的号。</source>
        <translation>No ticket is missed or parked.</translation>
    </message>
    <message>
        <source>没有等候、过号或挂起的号。</source>
        <translation>No ticket is waiting, missed or parked.</translation>
    </message>
    <message>
        <source>后台没有要办的号。</source>
        <translation>Nothing to do behind the windows.</translation>
    </message>
    <message>
        <source>现在没有人等候。</source>
        <translation>No one is waiting.</translation>
    </message>
</context>
<context>
    <name>Pick</name>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>没有找到。</source>
        <translation>Nothing found.</translation>
    </message>
</context>
<context>
    <name>Say</name>
    <message>
        <source>密码输错多次。请 %1 秒后再登录。</source>
        <translation>Too many wrong PINs. Please sign in again in %1 s.</translation>
    </message>
    <message>
        <source>%1（%2 代办）</source>
        <translation>%1, by %2</translation>
    </message>
    <message>
        <source>待确认：年长</source>
        <translation>To confirm: age</translation>
    </message>
    <message>
        <source>待确认：残障</source>
        <translation>To confirm: disability</translation>
    </message>
    <message>
        <source>待确认：孕妇</source>
        <translation>To confirm: pregnant</translation>
    </message>
    <message>
        <source>待确认：带婴幼儿</source>
        <translation>To confirm: small child</translation>
    </message>
    <message>
        <source>待确认：军人或消防</source>
        <translation>To confirm: service</translation>
    </message>
    <message>
        <source>待确认：优先</source>
        <translation>To confirm: priority</translation>
    </message>
    <message>
        <source>窗口终端</source>
        <translation>Window terminal</translation>
    </message>
    <message>
        <source>%1 号窗口</source>
        <translation>Window %1</translation>
    </message>
    <message>
        <source>%1窗口</source>
        <translation>Window %1</translation>
    </message>
    <message>
        <source>服务中</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>暂停服务</source>
        <translation>Paused</translation>
    </message>
    <message>
        <source>未开窗</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>继续服务</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>开始服务</source>
        <translation>Open now</translation>
    </message>
    <message>
        <source>呼叫下一位</source>
        <translation>Call next</translation>
    </message>
    <message>
        <source>选号呼叫</source>
        <translation>Call one</translation>
    </message>
    <message>
        <source>重呼</source>
        <translation>Call again</translation>
    </message>
    <message>
        <source>开始办理</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>办理完成</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>未办成</source>
        <translation>Not done</translation>
    </message>
    <message>
        <source>过号</source>
        <translation>Not here</translation>
    </message>
    <message>
        <source>挂起</source>
        <translation>Park</translation>
    </message>
    <message>
        <source>转移</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>恢复</source>
        <translation>Bring back</translation>
    </message>
    <message>
        <source>作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>授权优先</source>
        <translation>Authorise</translation>
    </message>
    <message>
        <source>后台办结</source>
        <translation>Part done</translation>
    </message>
    <message>
        <source>结束支援</source>
        <translation>End help</translation>
    </message>
    <message>
        <source>请求支援</source>
        <translation>Get help</translation>
    </message>
    <message>
        <source>暂停</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>停止服务</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>签退</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>last step</translation>
    </message>
    <message>
        <source>撤销“%1” · %2 秒</source>
        <translation>Undo "%1" · %2 s</translation>
    </message>
    <message>
        <source>正在登录…</source>
        <translation>Signing in…</translation>
    </message>
    <message>
        <source>正在呼叫…</source>
        <translation>Calling…</translation>
    </message>
    <message>
        <source>正在重呼…</source>
        <translation>Calling again…</translation>
    </message>
    <message>
        <source>请稍候…</source>
        <translation>One moment…</translation>
    </message>
    <message>
        <source>已呼叫</source>
        <translation>Called</translation>
    </message>
    <message>
        <source>已呼叫 · 重呼 %1 次</source>
        <translation>Called · repeated %1×</translation>
    </message>
    <message>
        <source>办理中</source>
        <translation>Being served</translation>
    </message>
    <message>
        <source>%1 分钟</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 小时</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 小时 %2 分钟</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>后台没有件</source>
        <translation>Nothing behind</translation>
    </message>
    <message>
        <source>无人等候</source>
        <translation>No one waiting</translation>
    </message>
    <message>
        <source>后台 %1 件 · 最久 %2</source>
        <translation>%1 behind · up to %2</translation>
    </message>
    <message>
        <source>%1 人 · 最久 %2</source>
        <translation>%1 · up to %2</translation>
    </message>
    <message>
        <source>预约</source>
        <translation>Appointment</translation>
    </message>
    <message>
        <source>优先</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>绿色通道</source>
        <translation>Green channel</translation>
    </message>
    <message>
        <source>已过号</source>
        <translation>Missed</translation>
    </message>
    <message>
        <source>已挂起</source>
        <translation>Parked</translation>
    </message>
    <message>
        <source>后台在办</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>转来</source>
        <translation>Transferred</translation>
    </message>
    <message>
        <source>已恢复</source>
        <translation>Brought back</translation>
    </message>
    <message>
        <source>已授权</source>
        <translation>Authorised</translation>
    </message>
    <message>
        <source>已调整</source>
        <translation>Moved</translation>
    </message>
    <message>
        <source>指定本窗口</source>
        <translation>For this window</translation>
    </message>
    <message>
        <source>指定别处</source>
        <translation>For another</translation>
    </message>
    <message>
        <source>低位柜台</source>
        <translation>Low counter</translation>
    </message>
    <message>
        <source>手语</source>
        <translation>Sign language</translation>
    </message>
    <message>
        <source>英语</source>
        <translation>English</translation>
    </message>
    <message>
        <source>特殊需要</source>
        <translation>Special need</translation>
    </message>
    <message>
        <source>已办</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>正在办</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>待办</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>工牌或密码不对。请再输一次，或改用工号。</source>
        <translation>The badge or the PIN is wrong. Try again, or use your staff number.</translation>
    </message>
    <message>
        <source>没有读到这张卡。请拿起来再放一次。</source>
        <translation>This card was not read. Lift it and lay it again.</translation>
    </message>
    <message>
        <source>这张卡不能当工牌。请改用工号。</source>
        <translation>This card is no badge. Use your staff number.</translation>
    </message>
    <message>
        <source>您原来的窗口还有人等着。请先在那边办完。</source>
        <translation>People wait at your other window. Serve them first.</translation>
    </message>
    <message>
        <source>换人</source>
        <translation>Take over</translation>
    </message>
    <message>
        <source>%1 登录着这个窗口。您登录后由您接着办。</source>
        <translation>%1 is signed in here. Sign in and you carry on.</translation>
    </message>
    <message>
        <source>%1 登录着这个窗口，在办 %2。您登录后由您接着办。</source>
        <translation>%1 is signed in here with %2. Sign in and you carry on.</translation>
    </message>
    <message>
        <source>工号或密码不对。请再输一次。</source>
        <translation>Staff number or PIN don&apos;t fit. Please type them again.</translation>
    </message>
    <message>
        <source>现在没有人等候。有人取号后再按。</source>
        <translation>No one is waiting. Press again when somebody is.</translation>
    </message>
    <message>
        <source>窗口刚刚有变化，已经更新。请看一眼再按。</source>
        <translation>Something has just changed here. Please look, then press again.</translation>
    </message>
    <message>
        <source>您在 %1 号窗口还有人在办。请先在那边办完。</source>
        <translation>You still serve somebody at window %1. Please finish there first.</translation>
    </message>
    <message>
        <source>登录已经结束。请重新登录。</source>
        <translation>Your session has ended. Please sign in again.</translation>
    </message>
    <message>
        <source>刚刚才呼叫。请再等 %1 秒，人没有来再按过号。</source>
        <translation>Called just now. Please give the visitor %1 more seconds.</translation>
    </message>
    <message>
        <source>%1 等 %2 位只能在这里办。请先办完、转移或作废。</source>
        <translation>%1 and more (%2) wait for you. Please serve or void them.</translation>
    </message>
    <message>
        <source>还有 %1 只能在这里办。请先办完、转移或作废。</source>
        <translation>For this window alone: %1. Please serve or void them.</translation>
    </message>
    <message>
        <source>您的岗位不在窗口办事。请联系负责人。</source>
        <translation>Your role does not serve at a window. Please ask a supervisor.</translation>
    </message>
    <message>
        <source>这一类需由负责人授权。请另选一类，或请负责人来。</source>
        <translation>This one needs a supervisor. Please ask them or choose another.</translation>
    </message>
    <message>
        <source>时间已过，不能撤销了。请照现在的情况继续。</source>
        <translation>It is too late to undo. Please go on from here.</translation>
    </message>
    <message>
        <source>这张号刚刚有变化。请返回再选一次。</source>
        <translation>This ticket has just changed. Please go back and choose again.</translation>
    </message>
    <message>
        <source>那边现在接不了这张号。请另选一处。</source>
        <translation>Nobody there can take this ticket now. Please choose another place.</translation>
    </message>
    <message>
        <source>那项业务现在不能转。请另选一处。</source>
        <translation>Nothing can be sent to that service now. Please choose another.</translation>
    </message>
    <message>
        <source>现在不是服务时间。请到时间再按。</source>
        <translation>It is not opening time yet. Please press again then.</translation>
    </message>
    <message>
        <source>已经重呼 %1 次。人没有来，可以按过号。</source>
        <translation>Called again %1 times. If nobody comes, press Not here.</translation>
    </message>
    <message>
        <source>这张号已经恢复过 %1 次。请重新取一个号。</source>
        <translation>Brought back %1 times already. Please have a new ticket taken.</translation>
    </message>
    <message>
        <source>这次办事本来就有那项业务。请另选一处。</source>
        <translation>That service is part of this visit already. Please choose another.</translation>
    </message>
    <message>
        <source>现在还不能这样做。请按亮着的按钮。</source>
        <translation>That is not possible yet. Please use a lit button.</translation>
    </message>
    <message>
        <source>这台终端还没有登记好。请联系技术人员。</source>
        <translation>This terminal is not set up yet. Please call the technician.</translation>
    </message>
    <message>
        <source>刚才没有等到答复。请看一眼再按。</source>
        <translation>There was no answer. Please look, then press again.</translation>
    </message>
    <message>
        <source>刚才太忙，没有办成。请再按一次。</source>
        <translation>Too busy a moment ago. Please press again.</translation>
    </message>
    <message>
        <source>这次没有办成。请再按一次。</source>
        <translation>That did not work. Please press again.</translation>
    </message>
    <message>
        <source>正在连接叫号系统…</source>
        <translation>Connecting…</translation>
    </message>
    <message>
        <source>连不上叫号系统，正在重新连接。请先口头招呼。</source>
        <translation>No connection; trying again. Please call people by voice for now.</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>换人接班</source>
        <translation>Take over the window</translation>
    </message>
    <message>
        <source>请放工牌，或输入工号</source>
        <translation>Badge or staff number</translation>
    </message>
    <message>
        <source>请登录</source>
        <translation>Please sign in</translation>
    </message>
    <message>
        <source>已读工牌。请输入密码。</source>
        <translation>Badge read. Type your PIN.</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>改用工号</source>
        <translation>Use staff number</translation>
    </message>
    <message>
        <source>工号</source>
        <translation>Staff number</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>回车</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>TicketHere</name>
    <message>
        <source>当前无人办理</source>
        <translation>No one at the window</translation>
    </message>
</context>
<context>
    <name>VerbButton</name>
    <message>
        <source>正在连接…</source>
        <translation>Connecting…</translation>
    </message>
    <message>
        <source>连接中断，正在重连…</source>
        <translation>Away, reconnecting…</translation>
    </message>
</context>
<context>
    <name>Visit</name>
    <message>
        <source>备注：%1</source>
        <translation>Note: %1</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>本窗口支援</source>
        <translation>Helping out</translation>
    </message>
    <message>
        <source>人多，请支援</source>
        <translation>Crowded, please help</translation>
    </message>
    <message>
        <source>%1请求支援</source>
        <translation>%1 asks for help</translation>
    </message>
</context>
<context>
    <name>Work</name>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
</context>
</TS>
