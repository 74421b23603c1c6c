using System.Collections.Frozen;

namespace CrmCore.Qualification.Questions;

/// <summary>The words that English questions are told apart by. A cue begins and ends with a blank where a word must begin or end.</summary>
internal static class EnglishCues
{
    /// <summary>The seller says back what was understood.</summary>
    public static readonly CueSet Recap = Of(
        " you're saying ", " you are saying ", " what you're telling ", " what you are telling ", " what i'm hearing ", " what i am hearing ", " what i hear ", " i hear you saying ",
        " i'm hearing ", " if i understand ", " if i understood ", " if i've understood ", " if i heard ", " if i'm hearing ", " if i got ", " if i have this right ",
        " if i'm following ", " if i follow ", " do i understand ", " did i understand ", " have i understood ", " am i understanding ", " am i right ", " am i correct ", " am i reading ",
        " am i hearing ", " would i be right ", " would i be correct ", " did i hear ", " i understand correctly ", " i understood correctly ", " i understand you correctly ",
        " my understanding is ", " my understanding ", " sounds like ", " sounds as if ", " sounds as though ", " it seems that ", " it seems like ", " seems like ", " seems to me ", " in other words ",
        " correct me if ", " so basically ", " so essentially ", " to put it another way ", " fair to say ", " safe to say ", " safe to assume ", " fair to assume ", " right to assume ", " correct to assume ", " can i assume ", " may i assume ", " should i assume ", " i can assume ", " would it be accurate ", " would it be right to say ",
        " it be correct to say ", " is it correct that ", " is it right that ", " is it true that you ", " did i get that ", " did i get it ", " did i get this ", " did i get your ", " have i got ", " have i captured ", " did i capture ",
        " have i summarized ", " have i summarised ", " did i miss ", " have i missed ", " do i have that ", " do i have it ", " do i have this ", " is that what you ", " is this what you mean ",
        " you mean ", " do you mean ", " did you mean ", " are you saying ", " are you telling me ", " does that capture ", " does this capture ", " does that sum ", " does that summarize ",
        " does that summarise ", " does that reflect ", " does this reflect ", " does this summary ", " fair summary ", " good summary ", " accurate summary ", " i take it ", " i gather ", " i assume ", " i'm assuming ", " i presume ",
        " we agree that ", " we're agreed ", " we agreed ", " does that sound right ", " does that sound accurate ", " does that sound like ", " got that right ", " get that right ", " have that right ", " got it right ", " get it right ",
        " have it right ", " got this right ", " understood you correctly ", " understand you correctly ", " heard you correctly ", " hear you correctly ", " heard you right ", " i'm right in ", " i am right in ",
        " to paraphrase ", " let me play that back ", " let me repeat ", " let me read that back ", " let me say that back ", " on the same page ");

    /// <summary>The seller wants to make sure; it confirms unless an open question follows.</summary>
    public static readonly CueSet Check = Of(
        " just to confirm ", " just confirm ", " confirm that ", " to confirm ", " i confirm ", " we confirm ", " you confirm ", " just to clarify ", " just to be clear ", " to be clear ", " just to be sure ", " just to check ", " just checking ",
        " to double-check ", " to double check ", " double-checking ", " let me make sure ", " want to make sure ", " i want to be sure ", " make sure i ", " making sure i ", " let me confirm ", " let me check ", " let me recap ", " let me summarize ",
        " let me summarise ", " to recap ", " to summarize ", " to summarise ", " to sum up ", " in summary ", " in short ", " so to clarify ", " quick recap ", " let me verify ", " to verify ", " i verify ");

    /// <summary>Words that agree, at the end of a statement.</summary>
    public static readonly FrozenSet<string> TagWords = Set("right", "correct", "yes", "yeah", "yep", "no", "true", "huh", "eh", "agreed", "innit", "accurate", "fair");

    /// <summary>Asks for more of what was just said.</summary>
    public static readonly CueSet FollowUp = Of(
        " tell me more ", " tell us more ", " more about ", " tell me a bit more ", " tell me a little more ", " say more ", " say a bit more ", " say a little more ", " hear more ", " know more ", " learn more ", " understand more ", " talk more ", " share more ",
        " explain more ", " explain further ", " describe further ", " explore that ", " explore this ", " explain that ", " explain what you mean ", " explain why that ", " elaborate ", " expand on ", " expand a ", " expand further ", " clarify ", " unpack ", " dig into ", " dig deeper ", " dig a ", " go deeper ", " go into more ", " go into detail ",
        " drill down ", " drill into ", " be more specific ", " more specific ", " more specifically ", " more detail ", " more details ", " further detail ", " greater detail ", " more concrete ", " be specific ", " specifically ", " exactly ", " precisely ", " in particular ",
        " for example ", " for instance ", " an example ", " example ", " examples ", " elaborating ", " clarifying ", " expanding on ", " more to it ", " more to that ", " more precise ", " more exact ", " some examples ", " another example ", " a recent example ", " a specific example ", " a concrete example ", " a specific ", " a recent time ", " last time that ", " such as ", " an instance ", " what else ", " who else ", " where else ", " how else ", " anything else ",
        " anyone else ", " anybody else ", " what other ", " any other reason ", " any other reasons ", " how so ", " in what way ", " in what ways ", " in what sense ", " in which way ", " what do you mean ", " what did you mean ", " what you mean by ", " what you meant by ", " how do you mean ", " meaning what ",
        " what makes you say ", " what makes you think ", " what makes you feel ", " what makes you believe ", " what made you say ", " what led you to say ", " why do you say ", " why do you think that ", " why do you feel ", " why would you say ", " why did you say ", " why is that ", " why is this ", " why was that ", " why would that ", " why does that ", " why did that ", " why not ", " why that ", " why so ", " and why ",
        " what happened next ", " what happened then ", " what happens next ", " what happens then ", " then what ", " and then ", " what happened after ", " after that ", " before that ", " done about it ", " do about it ", " done about this ", " this affect ", " this affected ", " this impact ", " this impacted ", " this been ", " did this ", " this happen ", " this cost ", " this mean ", " this cause ", " this caused ", " this important ", " of those ", " of that problem ", " those problems ", " that problem ", " this problem ", " that issue ", " this issue ", " that happened ", " this happened ", " went wrong ", " at that point ", " back then ", " what came of ", " what would that ", " what does that ", " what did that ", " what has that ", " what will that ", " what is that ", " what was that ", " what's that ", " what were the results ",
        " how does that ", " how did that ", " how has that ", " how would that ", " how will that ", " how is that ", " how was that ", " how often does that ", " how often did that ", " how often has that ", " how long has that ", " how much does that ", " how much did that ", " how much has that ", " how much is that ", " how much time does that ", " how big is that ", " how serious is that ",
        " how important is that ", " how many times has that ", " when did that ", " when does that ", " when that happens ", " when this happens ", " when it happens ", " where does that ", " who does that ", " what impact does that ", " what impact has that ", " what impact did that ", " what effect does that ", " what effect has that ", " what effect did that ", " what kind of impact does that ",
        " is that because ", " that have on ", " that had on ", " that affect ", " that mean for ", " mean by ", " means by ", " meant by ", " behind that ", " caused that ", " causes that ", " about that ", " on that ", " of that ", " to that ", " with that ", " from that ", " that happening ", " that happen ", " that impact ", " that work ", " that look like ", " that cost ", " that feel ", " lead you to that ", " makes that ", " made that ", " by that ", " that's important ", " that important ", " that matter ", " root cause ", " underlying ");

    /// <summary>Refers to what the buyer said before; an open question after it follows up.</summary>
    public static readonly CueSet Reference = Of(
        " you mentioned ", " you said ", " you told ", " you've mentioned ", " you've said ", " you just said ", " you just mentioned ", " you talked about ", " you spoke about ", " you brought up ", " you referred to ", " you described ", " you indicated ", " you noted ", " you pointed out ", " you touched on ",
        " you were saying ", " going back to ", " coming back to ", " back to what ", " back to your ", " when you say ", " earlier you ", " you raised ", " you called ", " following up on ", " picking up on ", " building on ", " you alluded ", " that point you ", " point about ", " comment about ", " comment on ");

    /// <summary>Words that open a question to be answered freely.</summary>
    public static readonly FrozenSet<string> Wh = Set(
        "what", "what's", "whats", "what're", "what'd", "what'll", "how", "how's", "how'd", "how're", "why", "why's", "why'd", "who", "who's", "who'd", "who'll", "whom", "whose", "which", "when", "when's", "where", "where's", "where'd");

    /// <summary>A question word anywhere.</summary>
    public static readonly CueSet AnyWh = Of(
        " what ", " what's ", " whats ", " how ", " how's ", " why ", " who ", " who's ", " whom ", " whose ", " which ", " when ", " where ", " where's ");

    /// <summary>Verbs that open a question to be answered by yes or no.</summary>
    public static readonly FrozenSet<string> Auxiliary = Set(
        "is", "isn't", "are", "aren't", "am", "was", "wasn't", "were", "weren't", "do", "don't", "does", "doesn't", "did", "didn't", "have", "haven't", "has", "hasn't", "had", "hadn't", "can", "can't", "cannot", "could",
        "couldn't", "will", "won't", "would", "wouldn't", "shall", "should", "shouldn't", "may", "might", "must", "mustn't", "need", "dare", "ain't", "d'you");

    /// <summary>Who or what follows such a verb in a question.</summary>
    public static readonly FrozenSet<string> Pronouns = Set("you", "it", "they", "we", "i", "he", "she", "there", "that", "this", "one");

    /// <summary>Prepositions that may stand before a question word.</summary>
    public static readonly FrozenSet<string> Prepositions = Set(
        "to", "in", "on", "at", "by", "for", "from", "with", "of", "under", "about", "over", "through", "against", "into", "besides", "within", "since", "until", "till", "after", "before", "roughly", "approximately", "around", "and", "exactly");

    /// <summary>Words before the question itself.</summary>
    public static readonly FrozenSet<string> Fillers = Set(
        "so", "and", "but", "ok", "okay", "well", "now", "then", "also", "alright", "great", "just", "um", "uh", "er", "oh", "ah", "right", "sure", "yes", "no", "cool", "perfect", "interesting", "understood", "or", "again", "actually", "curious", "honestly", "generally", "typically",
        "currently", "today", "overall", "finally", "first", "firstly", "second", "next", "lastly", "basically", "hmm", "wow", "good", "nice", "anyway", "because", "roughly", "approximately", "about", "ultimately", "ideally", "specifically", "exactly", "realistically", "sir", "madam", "still", "really");

    /// <summary>Words that open a clause which only sets the scene.</summary>
    public static readonly FrozenSet<string> Subordinate = Set(
        "if", "when", "whenever", "while", "since", "as", "because", "although", "though", "after", "before", "once", "until", "given", "assuming", "suppose", "supposing", "imagine", "considering", "apart", "besides", "aside", "looking", "thinking", "based", "in", "for", "on", "at", "from", "with", "of", "where");

    /// <summary>Verbs by which information is asked for.</summary>
    public static readonly CueSet Request = Of(
        " tell me ", " tell us ", " describe ", " explain ", " walk me ", " walk us ", " talk me ", " talk us ", " take me ", " take us ", " talk about ", " talk a bit ", " talk a little ", " talk to me about ", " speak to ", " speak about ", " share ", " help me understand ", " help us understand ", " help me see ",
        " give me a sense ", " give me an idea ", " give me an overview ", " give us an overview ", " give me a picture ", " give me some background ", " give me some context ", " give me a rundown ", " give me a brief ", " give me a quick overview ", " give us a sense ", " give us an idea ", " give me a feel ", " paint ", " outline ", " show me how ", " run me through ", " bring me up to speed ", " fill me in ",
        " let me know ", " shed some light ", " shed light ", " comment on ", " list ", " name ", " introduce me to how ", " summarize how ", " summarise how ", " love to hear ", " like to hear ", " like to understand ", " like to know ", " want to understand ", " want to know ", " love to understand ", " love to know ", " like to learn ", " love to learn ", " keen to hear ", " interested to hear ", " interested to know ", " interested in hearing ",
        " curious about ", " telling me ", " telling us ", " explaining ", " describing ", " sharing ", " walking me ", " walking us ", " giving me an idea ", " curious to ", " think back to ", " think about a time ", " describe for me ", " break down ", " put a number on ", " quantify ", " speak a bit ", " speak a little ");

    /// <summary>Verbs that ask for information only with a question word after them.</summary>
    public static readonly CueSet RequestWithWh = Of(
        " know ", " idea ", " ask ", " remember ", " recall ", " wonder ", " wondering ", " curious ", " say ", " think of ", " figure out ", " see ", " clear on ", " aware of ", " sense of ", " guess ", " estimate ", " understand ", " inquire ", " specify ", " indicate ", " identify ", " hear ", " find out ", " confide ", " mind me asking ", " check ");

    /// <summary>An indirect yes-or-no question.</summary>
    public static readonly CueSet Whether = Of(" if ", " whether ");

    /// <summary>Things to be handed over rather than told.</summary>
    public static readonly CueSet Things = Of(
        " share the ", " share a ", " share it ", " share this ", " share them ", " share your screen ", " share your contact ", " share your email ", " share your number ", " let me know if ", " let me know whether ", " tell me if ", " tell me whether ", " tell us if ", " tell us whether ", " say yes ");

    /// <summary>A question in name only: it expects to be agreed with, or proposes something.</summary>
    public static readonly CueSet Rhetorical = Of(
        " who wouldn't ", " who doesn't ", " who does not ", " who would not ", " who isn't ", " who hasn't ", " who cares ", " who knows ", " what if i told ", " what if i said ", " what's not to ", " what is not to ", " how about we ", " how about if we ", " how about i ", " how about a ", " how about next ", " how about this ", " how about on ", " how about monday ", " how about tuesday ", " how about wednesday ", " how about thursday ", " how about friday ", " how about tomorrow ",
        " why don't we ", " why don't you ", " why don't i ", " why not just ", " why not start ", " why not try ", " why not schedule ", " why wouldn't you want ", " how could anyone ", " how can anyone ", " how can you say no ", " what could be better ", " what could possibly ", " what are you waiting for ", " what's the harm ", " what do you say we ", " what do you say to ", " what do you have to lose ", " what have you got to lose ", " how great would ", " how nice would ", " who in their right mind ", " what good is ", " how hard can ", " how hard could ", " when has ");

    /// <summary>A question word with a choice of given answers.</summary>
    public static readonly CueSet GivenChoice = Of(
        " which of the two ", " which of these two ", " which of those two ", " of the two ", " which of these options ", " which of the following ", " which of these ", " which of those ", " which of the options ", " either ");

    /// <summary>How much it is, asked after a yes-or-no question of the same breath.</summary>
    public static readonly CueSet AndIfSo = Of(
        " if so ", " and how ", " and what ", " and when ", " and who ", " and where ", " and which ", " and why ", " or how ", " if yes ", " if not ", " , how ", " , what ", " , who ", " , when ", " , where ", " , which ", " , why ");

    /// <summary>Words that begin a question without its verb which yes or no answers.</summary>
    public static readonly FrozenSet<string> ShortClosed = Set(
        "any", "ever", "ready", "interested", "happy", "satisfied", "sure", "got", "need", "want", "possible", "mind", "open", "free", "available", "willing", "able", "comfortable", "deal", "sounds", "make", "makes", "fine", "agree", "agreed", "anyone", "anybody", "anything", "something", "care", "like", "sold", "in-house", "really", "seriously", "coffee", "okay", "ok", "good", "already", "either", "yes");

    /// <summary>Words that begin a question without its verb which is answered freely.</summary>
    public static readonly FrozenSet<string> ShortOpen = Set("thoughts", "ideas", "reactions", "feedback", "impressions", "concerns", "comments", "opinions", "suggestions", "objections", "reasons", "hesitations");

    /// <summary>What more is asked for in a question that yes or no would answer.</summary>
    public static readonly CueSet More = Of(
        " anything else ", " more about ", " an example ", " example ", " examples ", " elaborating ", " clarifying ", " expanding on ", " more to it ", " more to that ", " more precise ", " more exact ", " more specific ", " more detail ", " more details ", " elaborate ", " expand on ", " clarify ", " unpack ", " go deeper ", " go into more ", " an instance ", " other reason ", " other reasons ");

    /// <summary>Question words that ask for more of what was said when they stand alone.</summary>
    public static readonly FrozenSet<string> BareWords = Set("why", "how", "when", "who", "where", "which", "what");

    /// <summary>Verbs that order something, unless who or what they are about follows.</summary>
    public static readonly FrozenSet<string> Imperatives = Set("need", "do", "don't", "have", "dare");

    /// <summary>Who or what follows such a verb in a question, besides <see cref="Pronouns"/>.</summary>
    public static readonly FrozenSet<string> Subjects = Set(
        "your", "the", "any", "all", "people", "other", "these", "those", "my", "our", "customers", "users", "its", "their", "decision", "most", "both", "decisions");

    /// <summary>Verbs that begin a request.</summary>
    public static readonly FrozenSet<string> RequestVerbs = Set(
        "tell", "describe", "explain", "walk", "talk", "share", "give", "show", "paint", "outline", "help", "list", "name", "elaborate", "clarify", "expand", "unpack", "say", "let's", "fill", "take", "run");

    /// <summary>Words that begin a request put as a statement, such as "I'd love to hear".</summary>
    public static readonly FrozenSet<string> RequestSubjects = Set("i'd", "i'm", "i", "we'd", "let", "we", "it'd", "it", "let's", "maybe", "perhaps");

    /// <summary>Asks what somebody thinks of it: a question word after such words asks nothing by itself.</summary>
    public static readonly CueSet ThinkingOf = Of(" can you see ", " do you see ", " would you say ");

    /// <summary>Words that ask to agree, at the end of a question.</summary>
    public static readonly FrozenSet<string> Agreeing = Set("right", "correct", "accurate", "fair", "true");

    /// <summary>What was said or done before, in a question that ends by asking to agree.</summary>
    public static readonly CueSet WhatWasSaid = Of(" that ", " this ", " i ", " my ", " is it ");

    /// <summary>Words that end a tag of several words, such as "is that so".</summary>
    public static readonly FrozenSet<string> TagEnds = Set("right", "correct", "true", "fair", "accurate", "so", "case");

    /// <summary>Turns to the buyer again, so that what stands beside "or" is a question of its own.</summary>
    public static readonly CueSet AsksYou = Of(" do you ", " are you ", " have you ", " do your ", " does your ", " would you ", " did you ");

    /// <summary>A tail that only tells more of what the question is about.</summary>
    public static readonly CueSet SubordinateTail = Of(" , when you ", " , when it ", " , when the ", " , which ", " , who ", " , where ");

    private static CueSet Of(params string[] cues) => new(cues);

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
