namespace Plumb.Playbooks.Strategies;

/// <summary>Which part of a block a host is in.</summary>
internal enum Section { Body, Rescue, Always }
