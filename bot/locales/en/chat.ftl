## Dates

date = { DATETIME($date, dateStyle: "long") }

## Start and help

welcome =
    Hello! I find answers in AI news shows: ask in your own words, and I give you the sentence from the show, a summary and a link to the episode.

    There { $episodes ->
        [one] is one episode
       *[other] are { $episodes } episodes
    } so far, the latest is “{ $latest }”. Try one of these, or just write your question:
welcome-empty =
    Hello! I find answers in AI news shows: ask in your own words, and I give you the sentence from the show, a summary and a link to the episode.

    No episode is loaded yet. Use /subscribe, and I will tell you when the first one is here.
welcome-group =
    Hello everybody! I find answers in AI news shows.

    Ask me like this: <code>/ask@{ $bot } your question</code>, or reply to one of my messages. I stay out of all other talk.
    Administrators can use /subscribe to have new episodes posted here.
help =
    <b>Ask</b>
    In a private chat just write, such as “Which models are in that family?”, and then “And its success rate?”.
    In groups use <code>/ask question</code>, or reply to one of my messages.
    In any chat, type <code>@{ $bot } keyword</code> to look something up and share it.

    <b>Browse</b>
    /latest the latest episode
    /episodes all episodes

    <b>Subscribe</b>
    /subscribe every new episode
    <code>/subscribe robots</code> just that topic
    /subscriptions when to post, silence, pause, preview
    /unsubscribe end subscriptions

    <b>Settings</b>
    /language 中文 or English
    /timezone your clock

    Every sentence of an answer stands in an episode; when no episode has an answer, I say so.
how-to-ask = Put your question after the command: <code>/ask@{ $bot } your question</code>. For instance:
how-to-ask-private = Just write me your question, no command needed. For instance:
deep-link-gone = What this link pointed to is no longer here. You can ask me something else, though:
only-text = I can only read text. Put what you want to know into a sentence and send it to me.
unknown-command = There is no such command. Just ask your question; /help tells what I can do.
question-too-long = That is a long question (over { $limit } characters). Pick what matters most and ask again in a sentence or two.

## Example questions

example-what = What is { $name }?
example-org = What did { $org } release?
example-latest = What is in the latest episode?

## Answers

found-list =
    { $count ->
        [one] Found one:
       *[other] Found { $count }:
    }
found-more =
    { $count ->
        [one] One more is not listed; ask more precisely to see it.
       *[other] { $count } more are not listed; ask more precisely to see them.
    }
not-found = The episodes say nothing about that.
not-found-suggestions = The episodes say nothing about that. These are near, though maybe not what you are after:
not-found-examples = The episodes say nothing about that. Put it differently, or try one of these:
library-empty = There are no episodes yet, so I cannot answer. Ask me again once the first one is here.
asked = <i>{ $question }</i>
source = 🎧 <a href="{ $url }">{ $name }</a> · { $date }
source-undated = 🎧 <a href="{ $url }">{ $name }</a>
reference = 🔗 <a href="{ $url }">{ $host }</a>
notes-only = <i>Only the notes of this episode are known, not its words.</i>
mentions = Mentions: { $names }
heard = <i>Heard as: { $names }</i>
smalltalk-hello = Hello! Which AI news would you like to hear about? For instance:
smalltalk-thanks = You are welcome! Ask me any time.
smalltalk-bye = Goodbye! Come back when the next episode is out.

## Episodes

episode-head = 📻 <b>{ $name }</b>
episode-count =
    { $count ->
        [one] one item
       *[other] { $count } items
    }
episode-notes = notes only
episodes-head =
    { $count ->
        [one] 📚 One episode; press its number to look inside:
       *[other] 📚 { $count } episodes; press a number to look inside:
    }
page-of = Page { $page } of { $pages }
push-head = 🆕 <b><a href="{ $url }">{ $name }</a></b>

## Buttons

button-whole = 📄 Full text
button-episode = 📻 Episode
button-open = 🎧 Open the episode
button-topic = 🔔 Subscribe to “{ $topic }”
button-show = 🔔 Subscribe to this show
button-all = 🔔 Subscribe to every episode
button-previous = ‹ Back
button-next = Next ›
button-private = 💬 Ask in private
button-items = 📋 Item by item
button-unsubscribe = ✕ { $name }
button-unsubscribe-all = End all

## Subscriptions

subscription-all = every new episode
subscription-show = the show “{ $value }”
subscription-topic = the topic “{ $value }”
subscribed = ✅ Subscribed to <b>{ $name }</b>. I will post here when there is something new.
subscribed-topics = Just one topic? <code>/subscribe robots</code>
subscribed-already = Already subscribed to <b>{ $name }</b>. I will post here when there is something new.
subscribed-toast = Subscribed to { $name }
subscribed-already-toast = Already subscribed to { $name }
subscription-too-long = A topic can have up to { $limit } characters, such as <code>/subscribe robots</code>
subscription-too-many = There are { $limit } subscriptions here already. End some with /unsubscribe first.
subscriptions =
    { $count ->
        [one] There is one subscription here; press it to end it:
       *[other] There are { $count } subscriptions here; press one to end it:
    }
subscriptions-none = There are no subscriptions here. Use /subscribe for every new episode, or <code>/subscribe topic</code> for one topic.
unsubscribed = Ended: { $name }
unsubscribed-gone = That subscription has ended already
unsubscribed-all =
    { $count ->
        [0] There are no subscriptions here
        [one] Ended one subscription
       *[other] Ended { $count } subscriptions
    }
unsubscribe-unknown = There is no such subscription.
only-administrators = Only the administrators of this group can change that.

## Language

language-ask = Which language?
language-set = All right, English from now on.

## Inline queries and guest mode

inline-nothing = Nothing found, ask in private
inline-failed = Something went wrong, ask in private

## Trouble

stale = What this button pointed to is no longer here.
error-report = Sorry, something went wrong and this could not be done. Please try again later; if it keeps happening, give the bot's operator the reference { $reference }.

## Commands and profile

command-ask = Ask, such as: /ask which robots are there?
command-latest = The latest episode
command-episodes = All episodes
command-subscribe = Subscribe: every episode, or a topic
command-unsubscribe = End subscriptions
command-language = 中文 / English
command-help = What I can do
about-short = Finds answers in AI news shows: the sentence, a summary, a link to the episode.
about =
    Ask me about recent AI news: models, papers, products, robots …

    I find the sentence in the shows, a summary and the link to the episode. Nothing is made up; when no episode says anything, I tell you. You can subscribe to shows or topics and hear of new episodes at once.

    Press Start to try.
