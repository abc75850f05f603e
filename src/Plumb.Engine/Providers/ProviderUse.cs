using Plumb.Core.Addresses;
using Plumb.Engine.Configuration.Model;
using Plumb.Hcl.Syntax;

namespace Plumb.Engine.Providers;

/// <summary>The provider configuration that a resource uses and, where that has for_each, how one of its instances is chosen.</summary>
/// <param name="Config">The block, or the default configuration where there is none.</param>
/// <param name="Key">Gives the key of the instance; null where the configuration has only one.</param>
/// <param name="KeyedCall">The module whose call passes the instance, so that every module instance has one; null where the resource itself names it.</param>
public sealed record ProviderUse(ProviderConfigAddress Config, Expression? Key, ModuleNode? KeyedCall);
