namespace CrmCore.Qualification.Templates;

/// <summary>What a template is filled from: values, lists of further scopes, and the questions that stand for blanks. Inside a list the outer scope shows through.</summary>
internal sealed class TemplateScope(TemplateScope? outer = null)
{
    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<TemplateScope>> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _questions = new(StringComparer.Ordinal);

    public TemplateScope Set(string name, string? value, string? question = null)
    {
        _values[name] = string.IsNullOrWhiteSpace(value) ? null : value;
        if (question is not null)
        {
            _questions[name] = question;
        }

        return this;
    }

    public void SetList<T>(string name, IEnumerable<T> items, Action<TemplateScope, T> fill)
    {
        List<TemplateScope> scopes = [];
        foreach (T item in items)
        {
            TemplateScope scope = new(this);
            fill(scope, item);
            scopes.Add(scope);
        }

        _lists[name] = scopes;
    }

    public string? Value(string name) => _values.TryGetValue(name, out string? value) ? value : outer?.Value(name);

    public string? Question(string name) => _questions.GetValueOrDefault(name) ?? outer?.Question(name);

    public IReadOnlyList<TemplateScope> List(string name) => _lists.GetValueOrDefault(name) ?? outer?.List(name) ?? [];

    public bool Has(string name) => Value(name) is not null || List(name).Count > 0;
}
