using Plumb.Core.Text;

namespace Plumb.Playbooks.Yaml;

/// <summary>The text of a file, and whether it was encrypted, so that it must not be shown.</summary>
public sealed record DataText(SourceFile Source, bool IsSecret)
{
    public override string ToString() => Source.Name;
}
