namespace CrmCore.Cli.Reporting;

/// <summary>
/// A part of the page. To add one: a class in Sections/, its place in <see cref="ReportSections"/>, and the texts
/// "{Key}.title", "{Key}.nav" and, if it needs a line of introduction, "{Key}.intro".
/// </summary>
internal abstract class Section
{
    /// <summary>Anchor in the page and prefix of the texts.</summary>
    public abstract string Key { get; }

    /// <summary>Whether there is anything to show; otherwise the section and its link are left out.</summary>
    public abstract bool HasData(ReportModel model);

    public abstract void Write(ReportModel model, ReportPage page);
}
