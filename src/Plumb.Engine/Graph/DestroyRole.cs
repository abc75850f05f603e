namespace Plumb.Engine.Graph;

/// <summary>Why objects of a block are destroyed, which says when: what goes for one reason may be in another's way.</summary>
public enum DestroyRole
{
    /// <summary>Before its successor is created.</summary>
    MakesRoom,

    /// <summary>After its successor was created, and all that uses it has changed over.</summary>
    Succeeded,

    /// <summary>Without a successor, and before others of its block are changed.</summary>
    Leaves,

    /// <summary>Without a successor, and after all that used it has changed over.</summary>
    LeavesLast,

    /// <summary>Was put aside by an earlier apply, and is used by what did not change over then.</summary>
    Deposed,
}
