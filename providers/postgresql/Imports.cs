using Plumb.Provider.Models;

namespace Plumb.Provider.Postgresql;

/// <summary>Import ids that are a database and a name in it.</summary>
internal static class Imports
{
    /// <summary>Null after reporting that the id is none.</summary>
    public static (string Database, string Name)? DatabaseAndName<TModel>(ImportContext<TModel> context, string noun) where TModel : class, IModel<TModel>
    {
        var dot = context.Id.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && dot < context.Id.Length - 1) return (context.Id[..dot], context.Id[(dot + 1)..]);
        context.Error("Invalid import id", $"The id of {noun} is the name of its database, a dot and its own name, as in \"app.{(noun.EndsWith("extension", StringComparison.Ordinal) ? "pg_trgm" : "reports")}\"; \"{context.Id}\" is not.");
        return null;
    }

    public static ValueTask RefuseAsync<TModel>(ImportContext<TModel> context, string type) where TModel : class, IModel<TModel>
    {
        context.Error("Resource Import Not Implemented", $"A {type} cannot be imported, and need not be: creating it where it is there already changes nothing.");
        return ValueTask.CompletedTask;
    }
}
