using Plumb.Jinja;

namespace Plumb.Playbooks.Templating;

/// <summary>A text that was read and checked, and what is known of it before it is rendered.</summary>
/// <param name="Source">The text without a header.</param>
/// <param name="Template">The template, or null where the text cannot be read but stays as it is.</param>
/// <param name="SingleName">The name, where the text is nothing but one variable.</param>
/// <param name="NewlinesAtEnd">Line ends that the source ends with.</param>
/// <param name="NeedsCopies">Whether a list or dictionary may be changed, or compared by identity, while it is rendered.</param>
internal sealed record CompiledText(string Source, JinjaTemplate Template, string? SingleName, int NewlinesAtEnd, bool NeedsCopies);
