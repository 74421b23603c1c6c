using System.Collections.Frozen;

namespace CrmCore.Matching.Forms;

/// <summary>Short and pet forms of English given names, each with the name it most often stands for.</summary>
internal static class Nicknames
{
    private const string Table = """
        alexander alex al sandy xander; andrew andy drew; anthony tony; benjamin ben benny; catherine cathy kate katie kathy katherine kathryn kat cath kit; charles charlie chuck chas;
        christopher chris topher kit; daniel dan danny; david dave davey; deborah deb debbie debra; donald don donnie; dorothy dot dottie; edward ed eddie ted ned; elizabeth liz beth betty lizzie eliza libby;
        francis frank fran; frederick fred freddie; gabriel gabe; gerald gerry; gregory greg; harold harry hal; henry hank; jacob jake; james jim jimmy jamie; jennifer jen jenny; jessica jess jessie;
        john jack johnny jon; jonathan jonny; joseph joe joey; joshua josh; judith judy; kenneth ken kenny; kimberly kim; lawrence larry laurence; leonard leo len lenny; margaret maggie meg peggy marge;
        matthew matt; michael mike mick mickey; nathaniel nathan nate nat; nicholas nick nicky nicolas; pamela pam; patricia pat patty trish; patrick paddy; peter pete; philip phil phillip; rebecca becky becca;
        richard rick ricky dick rich; robert rob bob bobby robbie; ronald ron ronnie; samuel sam sammy; samantha; sandra; stephen steve steven stevie; susan sue suzy susie; theodore theo; thomas tom tommy;
        timothy tim; victoria vicky tori; vincent vince vinny; virginia ginny; walter walt; william bill billy will willy liam; zachary zach zack
        """;

    private static readonly FrozenDictionary<string, string> Names = Read();

    /// <summary>The full form of a folded given name, itself where it is none of these. Applying it twice changes nothing.</summary>
    public static ReadOnlySpan<char> FullForm(ReadOnlySpan<char> given) =>
        Names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(given, out string? full) ? full : given;

    private static FrozenDictionary<string, string> Read()
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach (string line in Table.Split(';', StringSplitOptions.TrimEntries))
        {
            string[] forms = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            foreach (string form in forms)
            {
                names.TryAdd(form, forms[0]);
            }
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
