using Plumb.Core.Text;
using Plumb.Engine.Configuration.Versions;

namespace Plumb.Engine.Configuration.Model;

/// <summary>A version constraint and where it is written.</summary>
public sealed record VersionConstraintConfig(VersionConstraints Constraints, SourceSpan Span);
