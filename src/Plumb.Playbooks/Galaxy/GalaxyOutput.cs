namespace Plumb.Playbooks.Galaxy;

/// <summary>Where an installation tells what it does, in the peer's lines.</summary>
public sealed record GalaxyOutput(Action<string> Say, Action<string> Warn);
