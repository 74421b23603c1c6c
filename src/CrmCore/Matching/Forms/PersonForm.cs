using System.Collections.Frozen;

namespace CrmCore.Matching.Forms;

/// <summary>A person's name in parts.</summary>
internal static class PersonForm
{
    private static readonly FrozenSet<string> Titles = FrozenSet.ToFrozenSet(
        ["mr", "mrs", "ms", "miss", "dr", "prof", "sir", "herr", "frau", "mme", "mlle", "sr", "jr", "ii", "iii", "iv", "phd", "md", "esq"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Particles = FrozenSet.ToFrozenSet(
        ["van", "von", "de", "der", "den", "da", "di", "del", "della", "la", "le", "du", "dos", "el", "al", "bin", "ibn", "ter", "ten", "zu", "zur", "st", "mac"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> DoubleFamilies = FrozenSet.ToFrozenSet(
        ["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文", "司徒", "夏侯", "端木", "南宫", "独孤", "轩辕"], StringComparer.Ordinal);

    private static readonly string[] ChineseTitles = ["先生", "女士", "小姐", "老师", "经理", "总经理"];

    /// <summary>One part of a name: folded, without a title.</summary>
    public static string Part(string? name)
    {
        string folded = TextFold.Fold(name);
        if (!folded.Contains(' ', StringComparison.Ordinal))
        {
            return ChineseScript.IsChinese(folded) ? WithoutChineseTitle(folded) : folded;
        }

        string[] words = folded.Split(' ');
        string[] kept = [.. words.Where(w => !Titles.Contains(w))];
        return kept.Length == words.Length ? folded : kept.Length == 0 ? words[^1] : string.Join(' ', kept);
    }

    /// <summary>The given and the family part of a whole name. <c>Keller, Anna</c> is read by its comma; a Chinese name by its first character or a double family name.</summary>
    public static (string Given, string Family) Split(string? name)
    {
        int comma = name?.IndexOfAny([',', '，']) ?? -1;
        if (comma > 0 && Part(name![..comma]) is { Length: > 0 } family && Part(name[(comma + 1)..]) is { Length: > 0 } given && !Titles.Contains(given))
        {
            return (given, family);
        }

        string whole = Part(name);
        int space = whole.LastIndexOf(' ');
        if (ChineseScript.IsChinese(whole))
        {
            string joined = space < 0 ? whole : whole.Replace(" ", "", StringComparison.Ordinal);
            int length = joined.Length > 2 && DoubleFamilies.Contains(joined[..2]) ? 2 : 1;
            return joined.Length > 4 || joined.Length < 2 ? ("", joined) : (joined[length..], joined[..length]);
        }

        while (space > 0 && whole.LastIndexOf(' ', space - 1) is > 0 and int before && Particles.Contains(whole[(before + 1)..space]))
        {
            space = before;
        }

        return space < 0 ? ("", whole) : (whole[..space], whole[(space + 1)..]);
    }

    private static string WithoutChineseTitle(string name)
    {
        string? title = ChineseTitles.FirstOrDefault(t => name.Length > t.Length && name.EndsWith(t, StringComparison.Ordinal));
        return title is null ? name : WithoutChineseTitle(name[..^title.Length]);
    }
}
