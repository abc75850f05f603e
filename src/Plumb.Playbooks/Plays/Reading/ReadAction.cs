using Plumb.Jinja.Values;

namespace Plumb.Playbooks.Plays.Reading;

/// <summary>An action as found in a task: its name as written, its arguments unrendered.</summary>
internal sealed record ReadAction(string Name, PyDict Arguments, bool DelegatesToController = false);
