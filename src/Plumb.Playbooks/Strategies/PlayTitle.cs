namespace Plumb.Playbooks.Strategies;

/// <summary>What a play is called, and the pattern of the hosts it is for.</summary>
public sealed record PlayTitle(string Name, string Pattern);
