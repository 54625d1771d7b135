using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Policies in JSON. Keras 3.3 wrote a name; later releases write an object.</summary>
internal static class DTypePolicies
{
    // A plain name loads in every release of Keras 3.
    public static JsonNode Write(DTypePolicy policy) => JsonValue.Create(policy.Name);

    public static DTypePolicy Read(JsonNode? node, string owner)
    {
        var named = KerasObjects.ClassName(node) == "DTypePolicy" ? KerasObjects.Config(node!)["name"] : node;
        if (named is null) return DTypePolicy.Float32;
        if (JsonWords.Text(named) is not { } name) throw Throw.WrongSetting(owner, "dtype", "the name of a dtype policy", named);
        try
        {
            return DTypePolicy.Parse(name);
        }
        catch (ArgumentException e)
        {
            throw Throw.BadSetting(owner, "dtype", e);
        }
    }
}
