using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Constraints in JSON: an object, or only the name.</summary>
internal static class WeightConstraints
{
    private static readonly WeightConstraint[] s_all = [WeightConstraint.MaxNorm, WeightConstraint.NonNeg, WeightConstraint.UnitNorm,
        WeightConstraint.MinMaxNorm];

    /// <summary>The names of Keras's constraint classes that are supported.</summary>
    public static IEnumerable<string> Classes => s_all.Select(constraint => constraint.ClassName);

    public static JsonNode? Write(WeightConstraint? constraint)
    {
        if (constraint is null) return null;
        var config = new ConfigWriter();
        constraint.WriteConfig(config);
        return KerasObjects.Write("keras.constraints", constraint.ClassName, config.Json);
    }

    public static WeightConstraint Read(JsonNode node, string owner, string key)
    {
        var name = KerasObjects.ClassName(node) ?? JsonWords.Text(node) ?? throw Throw.WrongSetting(owner, key, "a constraint", node);
        var known = Array.Find(s_all, c => c.ClassName == name || SnakeCase.Of(c.ClassName) == name)
            ?? throw Throw.UnknownName(owner, key, "constraint", name, s_all.Select(c => c.ClassName));
        var config = new ConfigReader(KerasObjects.Config(node), $"{owner}.{key}");
        WeightConstraint result = known switch
        {
            MaxNormConstraint max => max with { Maximum = config.OptionalNumber("max_value") ?? max.Maximum, Axis = Axis(config) },
            UnitNormConstraint unit => unit with { Axis = Axis(config) },
            MinMaxNormConstraint range => range with
            {
                Minimum = config.OptionalNumber("min_value") ?? range.Minimum,
                Maximum = config.OptionalNumber("max_value") ?? range.Maximum,
                Rate = config.OptionalNumber("rate") ?? range.Rate,
                Axis = Axis(config),
            },
            _ => known,
        };
        config.RefuseUnread();
        return result;
    }

    private static int[] Axis(ConfigReader config) => config.OptionalAxes("axis") ?? [0];
}
