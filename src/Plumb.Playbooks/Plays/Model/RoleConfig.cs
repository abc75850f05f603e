using Plumb.Core.Text;
using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Plays.Model;

/// <summary>An entry of <c>roles</c> or of a role's dependencies, as written. Whatever is no keyword is a parameter of the role.</summary>
public sealed record RoleConfig(object? Name, KeywordSet Keywords, PyDict Parameters, SourceSpan Span);
