namespace CrmCore.Qualification.Templates;

/// <summary>A part of a parsed template.</summary>
internal abstract record TemplateNode;

/// <summary>Text as it stands.</summary>
internal sealed record LiteralNode(string Text) : TemplateNode;

/// <summary>A field's value.</summary>
internal sealed record FieldNode(string Name) : TemplateNode;

/// <summary>A part for each item of a list.</summary>
internal sealed record EachNode(string List, IReadOnlyList<TemplateNode> Body, IReadOnlyList<TemplateNode> Otherwise) : TemplateNode;

/// <summary>A part that is there only where a field has a value or a list has items.</summary>
internal sealed record IfNode(string Name, IReadOnlyList<TemplateNode> Body, IReadOnlyList<TemplateNode> Otherwise) : TemplateNode;
