namespace CrmCore.Qualification.Templates;

/// <summary>What a note is rendered to.</summary>
public enum TextForm
{
    /// <summary>Markdown; what people wrote is escaped, so that it shows as it was written.</summary>
    Markdown = 0,

    /// <summary>Plain text: the marks of headings and emphasis are left out.</summary>
    Plain = 1,
}
