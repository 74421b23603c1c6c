namespace CrmCore.Qualification.Templates;

/// <summary>Reads the text of a template and finds everything wrong with it at once.</summary>
internal sealed class TemplateParser
{
    private readonly string _text;
    private readonly List<Defect> _defects = [];
    private readonly Stack<Block> _open = new();

    private TemplateParser(string text) => _text = text;

    public static (IReadOnlyList<TemplateNode> Nodes, IReadOnlyList<Defect> Defects) Parse(string text)
    {
        if (text.Length > NoteTemplate.MaximumLength)
        {
            return ([], [new("text", "too-long", $"The template has {text.Length} characters; at most {NoteTemplate.MaximumLength} are allowed.")]);
        }

        TemplateParser parser = new(text);
        return (parser.Read(), parser._defects);
    }

    private List<TemplateNode> Read()
    {
        Block root = new("", "", 0);
        _open.Push(root);
        int position = 0;
        while (_text.IndexOf("{{", position, StringComparison.Ordinal) is >= 0 and int start)
        {
            int end = _text.IndexOf("}}", start, StringComparison.Ordinal);
            if (end < 0)
            {
                Report(start, "unclosed-placeholder", "This placeholder has no \"}}\".");
                break;
            }

            int next = end + 2;
            string tag = _text[(start + 2)..end].Trim();
            bool alone = tag is (['#' or '/', ..] or "else") && StandsAlone(start, ref next);
            Literal(position, alone ? LineStart(start) : start);
            Take(tag, start);
            position = next;
        }

        Literal(position, _text.Length);
        while (_open.Count > 1)
        {
            Block block = _open.Pop();
            Report(block.Start, "unclosed-block", $"The block \"#{block.Word} {block.Name}\" has no \"/{block.Word}\".");
        }

        return root.Body;
    }

    private void Take(string tag, int start)
    {
        string[] words = tag.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case ["#each", var list]:
                Check(NoteFields.Lists.ContainsKey(list), start, "unknown-list", $"There is no list '{list}'; known are {string.Join(", ", NoteFields.Lists.Keys.Order())}.");
                Open(new("each", list, start));
                break;
            case ["#if", var name]:
                Check(IsKnown(name) || NoteFields.Lists.ContainsKey(name), start, "unknown-field", $"There is no field or list '{name}'.");
                Open(new("if", name, start));
                break;
            case ["else"]:
                Check(_open.Count > 1 && !_open.Peek().InElse, start, "misplaced-else", "\"else\" stands once inside a block.");
                _open.Peek().InElse = _open.Count > 1;
                break;
            case ["/each" or "/if"]:
                if (_open.Count > 1 && _open.Peek().Word == tag[1..])
                {
                    Block block = _open.Pop();
                    _open.Peek().Current.Add(block.ToNode());
                }
                else
                {
                    Report(start, "misplaced-end", $"\"{tag}\" ends no block that is open here.");
                }

                break;
            case [var name] when !name.StartsWith('#') && !name.StartsWith('/'):
                Check(IsKnown(name), start, "unknown-field", $"There is no field '{name}' here; known are {string.Join(", ", NoteFields.Fields.Order())}, and inside a list its own.");
                _open.Peek().Current.Add(new FieldNode(name));
                break;
            default:
                Report(start, "unknown-tag", $"'{tag}' is neither a field nor \"#each LIST\", \"#if FIELD\", \"else\", \"/each\", \"/if\".");
                break;
        }
    }

    private bool IsKnown(string name) =>
        NoteFields.Fields.Contains(name) || _open.Any(b => b.Word == "each" && NoteFields.Lists.TryGetValue(b.Name, out IReadOnlySet<string>? fields) && fields.Contains(name));

    private void Open(Block block)
    {
        if (_open.Count > NoteTemplate.MaximumDepth)
        {
            Report(block.Start, "too-deep", $"Blocks are nested deeper than {NoteTemplate.MaximumDepth}.");
        }

        _open.Push(block);
    }

    /// <summary>Whether a block's tag is alone on its line, which then leaves no line behind.</summary>
    private bool StandsAlone(int start, ref int next)
    {
        int lineStart = LineStart(start);
        int end = next;
        while (end < _text.Length && _text[end] is ' ' or '\r')
        {
            end++;
        }

        bool blankBefore = _text.AsSpan(lineStart, start - lineStart).IsWhiteSpace();
        if (!blankBefore || (end < _text.Length && _text[end] != '\n'))
        {
            return false;
        }

        next = Math.Min(_text.Length, end + 1);
        return true;
    }

    private int LineStart(int position) => position == 0 ? 0 : _text.LastIndexOf('\n', position - 1) + 1;

    private void Literal(int start, int end)
    {
        if (end > start)
        {
            _open.Peek().Current.Add(new LiteralNode(_text[start..end]));
        }
    }

    private void Check(bool right, int start, string code, string message)
    {
        if (!right)
        {
            Report(start, code, message);
        }
    }

    private void Report(int start, string code, string message)
    {
        int line = 1 + _text.AsSpan(0, start).Count('\n');
        _defects.Add(new($"line {line}, column {start - LineStart(start) + 1}", code, message));
    }

    private sealed class Block(string word, string name, int start)
    {
        public string Word { get; } = word;

        public string Name { get; } = name;

        public int Start { get; } = start;

        public bool InElse { get; set; }

        public List<TemplateNode> Body { get; } = [];

        public List<TemplateNode> Otherwise { get; } = [];

        public List<TemplateNode> Current => InElse ? Otherwise : Body;

        public TemplateNode ToNode() => Word == "each" ? new EachNode(Name, Body, Otherwise) : new IfNode(Name, Body, Otherwise);
    }
}
