namespace Plumb.Playbooks.Plays.Linking;

/// <summary>Where nodes are linked in: the block and role they belong to, the keywords around them, and the folder that files are looked for from.</summary>
internal sealed record LinkPlace(BlockNode? Parent, RoleInstance? Role, KeywordScope Scope, string Folder);
