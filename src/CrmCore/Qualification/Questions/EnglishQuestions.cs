using System.Collections.Frozen;

namespace CrmCore.Qualification.Questions;

/// <summary>Tells English questions apart.</summary>
internal static class EnglishQuestions
{
    public static QuestionClassification Classify(QuestionText text)
    {
        ReadOnlySpan<char> last = text.Last;
        ReadOnlySpan<char> main = MainClause(last, out Opening opening);
        bool openEnd = opening is Opening.WhWord or Opening.Request;

        if (EndsWithTag(last, opening) is { } tag)
        {
            return tag;
        }

        bool follows = EnglishCues.FollowUp.IsIn(last);
        bool request = !openEnd && IsRequest(main);
        bool asksMore = follows && (openEnd || (opening == Opening.Auxiliary && request) || EnglishCues.More.IsIn(main));
        if (EnglishCues.Recap.IsIn(last) && !asksMore && opening != Opening.WhWord)
        {
            return new(QuestionKind.Confirm, 0.95, "en.recap");
        }

        if (EnglishCues.Check.IsIn(last) && !openEnd)
        {
            return opening == Opening.Auxiliary && !last.Contains(" confirm ", StringComparison.Ordinal) && !last.Contains(" clear ", StringComparison.Ordinal)
                ? new(QuestionKind.Confirm, 0.7, "en.check")
                : new(QuestionKind.Confirm, 0.85, "en.check");
        }

        if (EnglishCues.Rhetorical.IsIn(last))
        {
            return new(QuestionKind.Closed, 0.7, "en.rhetorical");
        }

        return opening switch
        {
            Opening.WhWord => OfWhWord(text, main, follows),
            Opening.Request => OfRequest(text, main, follows),
            Opening.Auxiliary => OfAuxiliary(text, main, follows, request),
            _ => OfRest(text, main, follows, request),
        };
    }

    private static QuestionClassification OfWhWord(QuestionText text, ReadOnlySpan<char> main, bool follows)
    {
        if (OffersChoice(main) && !(follows && !main.Contains(" or ", StringComparison.Ordinal)))
        {
            return new(QuestionKind.Closed, 0.85, "en.given-choice");
        }

        if (follows || EnglishCues.Reference.IsIn(text.Whole))
        {
            return new(QuestionKind.Probing, 0.85, "en.follow-up");
        }

        return WordCount(main) <= 2 && Has(EnglishCues.BareWords, First(main))
            ? new(QuestionKind.Probing, 0.7, "en.bare-word")
            : new(QuestionKind.Open, 0.9, "en.wh-word");
    }

    private static QuestionClassification OfRequest(QuestionText text, ReadOnlySpan<char> main, bool follows)
    {
        if (EnglishCues.Things.IsIn(main))
        {
            return new(QuestionKind.Closed, 0.75, "en.whether");
        }

        return follows || EnglishCues.Reference.IsIn(text.Whole)
            ? new(QuestionKind.Probing, 0.9, "en.follow-up")
            : new(QuestionKind.Open, 0.9, "en.request");
    }

    private static QuestionClassification OfAuxiliary(QuestionText text, ReadOnlySpan<char> main, bool follows, bool request)
    {
        if (First(main).EndsWith("n't") || main.Contains(" you know why ", StringComparison.Ordinal))
        {
            return new(QuestionKind.Closed, 0.85, "en.rhetorical");
        }

        if (follows && (request || EnglishCues.More.IsIn(main)))
        {
            return new(QuestionKind.Probing, 0.85, "en.follow-up");
        }

        if (request)
        {
            return OfRequest(text, main, follows);
        }

        if (EnglishCues.AndIfSo.FirstIn(main) is > 0 and int at && !EnglishCues.SubordinateTail.IsIn(main[at..]))
        {
            return new(QuestionKind.Open, 0.6, "en.and-if-so");
        }

        return new(QuestionKind.Closed, 0.95, "en.yes-no-verb");
    }

    private static QuestionClassification OfRest(QuestionText text, ReadOnlySpan<char> main, bool follows, bool request)
    {
        ReadOnlySpan<char> first = First(main);
        int words = WordCount(main);
        if (request)
        {
            return OfRequest(text, main, follows);
        }

        if (follows && (words <= 5 || !text.Asks))
        {
            return new(QuestionKind.Probing, 0.85, "en.follow-up");
        }

        if (Has(EnglishCues.ShortClosed, first) && !first.SequenceEqual("like"))
        {
            return new(QuestionKind.Closed, 0.8, "en.short");
        }

        if (Has(EnglishCues.ShortOpen, first) || (words <= 4 && first is "your" or "any" or "other") || (words <= 2 && text.Asks && Has(EnglishCues.ShortOpen, Final(main))))
        {
            return new(QuestionKind.Open, 0.6, "en.short");
        }

        if (text.Asks && EndsInQuestionWord(main))
        {
            return new(QuestionKind.Open, 0.7, "en.wh-in-place");
        }

        if (first is "because" or "meaning" or "like" or "namely" or "since" && words <= 4)
        {
            return new(QuestionKind.Probing, 0.6, "en.follow-up");
        }

        if (EnglishCues.RequestWithWh.IsIn(main) && EnglishCues.Whether.IsIn(main))
        {
            return new(QuestionKind.Closed, 0.8, "en.whether");
        }

        if (!text.Asks)
        {
            return EnglishCues.AnyWh.IsIn(main) && text.Before.Trim().IsEmpty
                ? new(QuestionKind.Open, 0.4, "en.statement")
                : new(QuestionKind.Confirm, 0.3, "en.statement");
        }

        return main.Contains(" or ", StringComparison.Ordinal) && words <= 6
            ? new(QuestionKind.Closed, 0.6, "en.given-choice")
            : words <= 2 ? new(QuestionKind.Closed, 0.5, "en.short") : new(QuestionKind.Confirm, 0.7, "en.declarative");
    }

    /// <summary>The clause that asks: without fillers, and after the clauses that only set the scene.</summary>
    private static ReadOnlySpan<char> MainClause(ReadOnlySpan<char> last, out Opening opening)
    {
        ReadOnlySpan<char> clause = SkipFillers(last);
        opening = OpeningOf(clause);
        if (opening != Opening.Other)
        {
            return clause;
        }

        ReadOnlySpan<char> rest = clause;
        while (rest.IndexOf(',') is > 0 and int comma)
        {
            rest = SkipFillers(rest[(comma + 1)..]);
            Opening found = OpeningOf(rest);
            if (found != Opening.Other && !IsTagClause(rest))
            {
                opening = found;
                return rest;
            }
        }

        return clause;
    }

    private static Opening OpeningOf(ReadOnlySpan<char> clause)
    {
        ReadOnlySpan<char> first = First(clause);
        ReadOnlySpan<char> rest = clause.TrimStart()[Math.Min(first.Length, clause.TrimStart().Length)..];
        ReadOnlySpan<char> second = First(rest);
        if (Has(EnglishCues.Wh, first))
        {
            bool sceneOnly = (first is "when" or "where") && !Has(EnglishCues.Auxiliary, second) && !second.IsEmpty && second is not ("works" or "suits" or "else" or "exactly") && clause.Contains(',');
            bool statement = first is "what" && (second is "i" or "you're" or "i'm" or "you");
            return sceneOnly || (statement && !Has(EnglishCues.Auxiliary, second)) ? Opening.Other : Opening.WhWord;
        }

        if (Has(EnglishCues.Prepositions, first) && Has(EnglishCues.Wh, second))
        {
            return second is "when" && !clause.Contains(" do ", StringComparison.Ordinal) && clause.Contains(',') ? Opening.Other : Opening.WhWord;
        }

        if (Has(EnglishCues.Auxiliary, first))
        {
            return Has(EnglishCues.Imperatives, first) && !Has(EnglishCues.Pronouns, second) && !Has(EnglishCues.Subjects, second)
                ? Opening.Other
                : Opening.Auxiliary;
        }

        if (Has(EnglishCues.RequestVerbs, first) && IsRequestOpening(clause))
        {
            return Opening.Request;
        }

        return Has(EnglishCues.RequestSubjects, first) && IsRequest(clause) && !EnglishCues.Recap.IsIn(clause) && !EnglishCues.Check.IsIn(clause)
            ? Opening.Request
            : Opening.Other;
    }

    private static bool IsRequestOpening(ReadOnlySpan<char> clause) =>
        IsRequest(clause) || EnglishCues.FollowUp.IsIn(clause);

    private static bool IsRequest(ReadOnlySpan<char> clause)
    {
        int wh = EnglishCues.AnyWh.FirstIn(clause);
        int whether = EnglishCues.Whether.FirstIn(clause);
        if (whether > 0 && (wh < 0 || whether < wh) && !clause.Contains(" if i ask", StringComparison.Ordinal))
        {
            return false;
        }

        if (EnglishCues.Request.IsIn(clause))
        {
            return !EnglishCues.Things.IsIn(clause) || (wh > 0 && !clause.Contains(" share ", StringComparison.Ordinal));
        }

        int verb = EnglishCues.RequestWithWh.FirstIn(clause);
        return verb >= 0 && wh > verb && wh - verb < 40 && !EnglishCues.ThinkingOf.IsIn(clause);
    }

    private static QuestionClassification? EndsWithTag(ReadOnlySpan<char> last, Opening opening)
    {
        int comma = last.LastIndexOf(',');
        ReadOnlySpan<char> tail = last[(comma + 1)..];
        ReadOnlySpan<char> final = Final(last);
        if (comma > 0 && IsTagClause(tail) && !last[..comma].Trim(" ,").IsEmpty)
        {
            bool plainTag = WordCount(tail) == 1 || final is "right" or "correct";
            return (opening == Opening.WhWord && !plainTag) || (opening == Opening.Auxiliary && comma > 12 && !StartsAsTag(last))
                ? null
                : new(QuestionKind.Confirm, 0.9, "en.tag");
        }

        if (Has(EnglishCues.Agreeing, final))
        {
            if (opening == Opening.Other && WordCount(last) > 1)
            {
                return new(QuestionKind.Confirm, 0.9, "en.tag");
            }

            if (opening == Opening.Auxiliary && WordCount(last) <= 6 && EnglishCues.WhatWasSaid.IsIn(last))
            {
                return new(QuestionKind.Confirm, 0.9, "en.recap");
            }

            return WordCount(last) == 1 ? new(QuestionKind.Confirm, 0.8, "en.tag") : null;
        }

        return null;
    }

    private static bool StartsAsTag(ReadOnlySpan<char> last) => last.StartsWith(" is that ", StringComparison.Ordinal);

    /// <summary>"isn't it", "don't you", "right", "is that correct", "do you agree".</summary>
    private static bool IsTagClause(ReadOnlySpan<char> clause)
    {
        ReadOnlySpan<char> first = First(clause);
        int words = WordCount(clause);
        if (words == 1)
        {
            return Has(EnglishCues.TagWords, first);
        }

        if (words > 4 || !Has(EnglishCues.Auxiliary, first) || EnglishCues.AnyWh.IsIn(clause))
        {
            return first is "am" && words <= 5 && clause.Contains(" i ", StringComparison.Ordinal);
        }

        ReadOnlySpan<char> final = Final(clause);
        bool negated = first.EndsWith("n't");
        return (words == 2 && Has(EnglishCues.Pronouns, final)) ||
            Has(EnglishCues.TagEnds, final) ||
            final is "agree" ||
            (negated && final is "say" or "think");
    }

    private static bool OffersChoice(ReadOnlySpan<char> main)
    {
        if (EnglishCues.GivenChoice.IsIn(main))
        {
            return true;
        }

        int or = main.LastIndexOf(" or ", StringComparison.Ordinal);
        if (or < 0)
        {
            return false;
        }

        int comma = main.IndexOf(',');
        if (comma < 0 || comma > or)
        {
            return main.Contains(" better ", StringComparison.Ordinal) && First(main) is "which" or "what" or "who";
        }

        ReadOnlySpan<char> options = main[(comma + 1)..];
        ReadOnlySpan<char> second = main[(or + 4)..];
        return WordCount(options) <= 14 && !EnglishCues.AnyWh.IsIn(options) && !EnglishCues.AsksYou.IsIn(second) && !(EnglishCues.AsksYou.IsIn(options) && !Has(EnglishCues.Auxiliary, First(options)));
    }

    private static bool EndsInQuestionWord(ReadOnlySpan<char> main)
    {
        int wh = EnglishCues.AnyWh.FirstIn(main);
        return wh > 0 && !EnglishCues.Recap.IsIn(main) && WordCount(main[wh..]) switch
        {
            1 => true,
            2 => First(main[wh..]) is "how" or "what" or "which",
            _ => false,
        };
    }

    private static ReadOnlySpan<char> SkipFillers(ReadOnlySpan<char> clause)
    {
        while (true)
        {
            ReadOnlySpan<char> trimmed = clause.TrimStart(" ,");
            ReadOnlySpan<char> first = First(trimmed);
            if (trimmed.StartsWith("tell me ,") && trimmed.Length > 12)
            {
                clause = trimmed["tell me ,".Length..];
                continue;
            }

            if (first.IsEmpty || !Has(EnglishCues.Fillers, first) || first.Length >= trimmed.TrimEnd().Length)
            {
                int skipped = clause.Length - trimmed.Length;
                return skipped > 0 ? clause[(skipped - 1)..] : clause;
            }

            clause = trimmed[first.Length..];
        }
    }

    private static ReadOnlySpan<char> First(ReadOnlySpan<char> clause)
    {
        ReadOnlySpan<char> trimmed = clause.TrimStart(" ,");
        int end = trimmed.IndexOfAny(' ', ',');
        return end < 0 ? trimmed : trimmed[..end];
    }

    private static ReadOnlySpan<char> Final(ReadOnlySpan<char> clause)
    {
        ReadOnlySpan<char> trimmed = clause.TrimEnd(" ,");
        return trimmed[(trimmed.LastIndexOfAny(' ', ',') + 1)..];
    }

    private static int WordCount(ReadOnlySpan<char> text)
    {
        int words = 0;
        for (int i = 0; i < text.Length; i++)
        {
            words += text[i] is not (' ' or ',') && (i == 0 || text[i - 1] is ' ' or ',') ? 1 : 0;
        }

        return words;
    }

    private static bool Has(FrozenSet<string> words, ReadOnlySpan<char> word) => words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private enum Opening
    {
        Other,
        WhWord,
        Request,
        Auxiliary,
    }
}
