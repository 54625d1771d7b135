using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Regularizers in JSON: an object, or only the name.</summary>
internal static class Regularizers
{
    private static readonly Regularizer[] s_all = [Regularizer.L1, Regularizer.L2, Regularizer.L1L2, Regularizer.Orthogonal];

    /// <summary>The names of Keras's regularizer classes that are supported.</summary>
    public static IEnumerable<string> Classes => s_all.Select(regularizer => regularizer.ClassName);

    public static JsonNode? Write(Regularizer? regularizer)
    {
        if (regularizer is null) return null;
        var config = new ConfigWriter();
        regularizer.WriteConfig(config);
        return KerasObjects.Write("keras.regularizers", regularizer.ClassName, config.Json);
    }

    public static Regularizer Read(JsonNode node, string owner, string key)
    {
        var name = KerasObjects.ClassName(node) ?? JsonWords.Text(node) ?? throw Throw.WrongSetting(owner, key, "a regularizer", node);
        var known = Array.Find(s_all,
            r => r.ClassName == name || SnakeCase.Of(r.ClassName) == name
            || r.ClassName.Equals(name.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
            ?? throw Throw.UnknownName(owner, key, "regularizer", name, s_all.Select(r => r.ClassName));
        var config = new ConfigReader(KerasObjects.Config(node), $"{owner}.{key}");
        Regularizer result = known switch
        {
            L1Regularizer l1 => l1 with { Factor = config.OptionalNumber("l1") ?? l1.Factor },
            L2Regularizer l2 => l2 with { Factor = config.OptionalNumber("l2") ?? l2.Factor },
            L1L2Regularizer both => both with { FactorL1 = config.OptionalNumber("l1") ?? 0, FactorL2 = config.OptionalNumber("l2") ?? 0 },
            OrthogonalRegularizer orthogonal =>
                orthogonal with
                {
                    Factor = config.OptionalNumber("factor") ?? orthogonal.Factor,
                    Columns = config.OptionalText("mode") == "columns"
                },
            _ => known,
        };
        config.RefuseUnread();
        return result;
    }
}
