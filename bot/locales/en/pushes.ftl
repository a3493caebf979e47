## When pushes come, and silence

time-instant = ⚡ Told as soon as an episode is out
time-daily = 📬 One digest a day at { $hour } ({ $zone })
time-weekly = 📬 One digest a week, { $weekday } at { $hour } ({ $zone })
time-ask = When shall I post?
time-ask-weekday = On which day of the week?
time-ask-hour = At which hour? ({ $zone })
time-set = All right: { $time }
weekday =
    { $number ->
        [0] Monday
        [1] Tuesday
        [2] Wednesday
        [3] Thursday
        [4] Friday
        [5] Saturday
       *[6] Sunday
    }
button-instant = ⚡ As soon as it is out
button-daily = 📬 One digest a day
button-weekly = 📬 One digest a week
button-zone = 🌐 Time zone: { $zone }
zone-ask =
    Which time zone? It is { $zone } now, { $hour }.

    For one that is not listed: <code>/timezone Europe/Paris</code>
zone-set = The time zone is { $zone }, it is { $hour }
zone-unknown = There is no such time zone. Write it as continent and city, such as <code>/timezone Asia/Tokyo</code>
muted = 🔕 Silent until { $date }, { $hour }; what comes meanwhile follows in one message
mute-ask = Silent for how long? Nothing gets lost: what comes meanwhile follows in one message.
mute-night = 8 hours
mute-day = 1 day
mute-week = 1 week
mute-month = 30 days
mute-set = Silent now
mute-ended = No longer silent
button-unmute = 🔔 End the silence

## Looking after subscriptions, and previews

overview =
    { $count ->
        [one] 🔔 There is one subscription here; press it to pause, try or end it:
       *[other] 🔔 There are { $count } subscriptions here; press one to pause, try or end it:
    }
page-active = 🔔 <b>{ $name }</b>
page-paused = ⏸ <b>{ $name }</b>

    Paused: what comes meanwhile is not posted later.
button-subscriptions = ⚙️ Time and more
button-time = ⏰ When
button-mute = 🔕 Silence
button-preview = 👀 Preview
button-pause = ⏸ Pause
button-resume = ▶ Go on
button-end = ✕ Unsubscribe
button-back = ‹ Back
paused-toast = Paused: { $name }
resumed-toast = Going on with { $name }
preview-head = 👀 <i>A preview: this is how the latest episode would have been posted</i>
preview-nothing = 👀 The latest episode, “{ $name }”, holds nothing for you: it would not have been posted.
preview-sent = The preview is below
digest-head =
    { $count ->
        [one] 📬 <b>Your digest</b>: one episode, { $items }
       *[other] 📬 <b>Your digest</b>: { $count } episodes, { $items }
    }
command-subscriptions = Your subscriptions: when, silence, pause, preview
command-timezone = Set the time zone, such as /timezone Asia/Tokyo

## How the bot is doing (for admins)

alert-parked =
    { $count ->
        [one] ⚠️ One push cannot be delivered and was parked.
       *[other] ⚠️ { $count } pushes cannot be delivered and were parked.
    }
    The latest: <code>{ $episode }</code>
    Reason: { $reason }

    /status lets you retry or drop them.
status-head = <b>How the bot is doing</b>
status-stored =
    { $episodes ->
        [one] 📚 One episode, { $items }
       *[other] 📚 { $episodes } episodes, { $items }
    }
status-chats = 👥 Chats: { $active } active, { $inactive } inactive; subscriptions: { $subscriptions }, { $paused } of them paused
status-queue = 📤 Waiting: { $due } due, { $later } for their hour, { $failing } to be tried again
status-lag = ⏱ The oldest has been due for { $lag }
status-sent = ✅ Sent: { $sent }, { $day } of them in the last day; { $dropped } not needed any more
status-parked =
    { $count ->
        [one] ⚠️ One is parked
       *[other] ⚠️ { $count } are parked
    }
status-failure = • chat <code>{ $chat }</code>, <code>{ $episode }</code>: { $reason }
status-feeds =
    { $count ->
        [0] 📡 No feeds
        [one] 📡 One feed, { $failing } failing
       *[other] 📡 { $count } feeds, { $failing } failing
    }
status-feed =
    { $failures ->
        [one] • { $name }: failed once, { $reason }
       *[other] • { $name }: failed { $failures } times in a row, { $reason }
    }
status-feed-gone = • { $name }: is not read any more, { $reason }
status-feed-new = • { $name }: not read yet
status-feed-read =
    { $entries ->
        [one] • { $name }: one entry, read { $lag } ago
       *[other] • { $name }: { $entries } entries, read { $lag } ago
    }
duration-days =
    { $count ->
        [one] one day
       *[other] { $count } days
    }
duration-hours =
    { $count ->
        [one] one hour
       *[other] { $count } hours
    }
duration-minutes =
    { $count ->
        [one] one minute
       *[other] { $count } minutes
    }
duration-seconds =
    { $count ->
        [one] one second
       *[other] { $count } seconds
    }
status-refreshed = Refreshed
button-refresh = 🔄 Refresh
button-parked-again = ↻ Retry the parked
button-parked-drop = ✕ Drop the parked
parked-again =
    { $count ->
        [one] One is tried again
       *[other] { $count } are tried again
    }
parked-dropped =
    { $count ->
        [one] Dropped one
       *[other] Dropped { $count }
    }
addfeed-how = Put the address of an RSS or Atom feed after the command: <code>/addfeed https://example.org/feed.xml</code>
addfeed-address = “{ $address }” is no web address. It takes one such as <code>/addfeed https://example.org/feed.xml</code>
addfeed-loading =
    { $of ->
        [one] 📡 Loading: { $done } of one entry
       *[other] 📡 Loading: { $done } of { $of } entries
    }
addfeed-new =
    { $new ->
        [one] ✅ The feed <b>{ $name }</b> was added with one episode. What it brings from now on is posted to subscribers.
       *[other] ✅ The feed <b>{ $name }</b> was added with { $new } episodes. What it brings from now on is posted to subscribers.
    }
addfeed-known = The feed <b>{ $name }</b> was there already; read again: { $new } new, { $changed } changed.
addfeed-busy = The feed <b>{ $name }</b> is there, and is being read at the moment.
addfeed-refused =
    ❌ The feed was not added: { $name }
    { $kind ->
        [missing] Nothing is at this address: check it.
        [gone] This feed was given up by its publisher.
       *[wrong] It cannot be read as it is: check the address and the settings.
        [no-feed] This is no feed: give the address of an RSS or Atom feed.
    }
    <i>{ $reason }</i>
addfeed-later =
    ⏳ The feed was added, yet it could not be read now; it is tried again: { $name }
    <i>{ $reason }</i>
addfeed-problem = • { $problem }
