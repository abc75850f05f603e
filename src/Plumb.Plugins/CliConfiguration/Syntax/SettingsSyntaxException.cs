using Plumb.Core.Text;

namespace Plumb.Plugins.CliConfiguration.Syntax;

/// <summary>A file of settings cannot be read from here on; it becomes a diagnostic where the file was opened.</summary>
internal sealed class SettingsSyntaxException(string message, SourceSpan? span) : Exception(message)
{
    public SourceSpan? Span { get; } = span;
}
