using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Initializers in JSON: an object, or only the name, as the class or in snake case.</summary>
internal static class Initializers
{
    /// <summary>The names of Keras's initializer classes that are supported.</summary>
    public static IReadOnlyList<string> Classes { get; } =
    [
        "Zeros", "Ones", "Constant", "RandomUniform", "RandomNormal", "TruncatedNormal", "VarianceScaling", "GlorotUniform", "GlorotNormal",
        "HeUniform", "HeNormal", "LecunUniform", "LecunNormal", "Orthogonal", "Identity",
    ];

    public static JsonNode Write(Initializer initializer)
    {
        var config = new ConfigWriter();
        initializer.WriteConfig(config);
        return KerasObjects.Write("keras.initializers", initializer.NameInFiles, config.Json);
    }

    public static Initializer Read(JsonNode node, string owner, string key)
    {
        var name = KerasObjects.ClassName(node) ?? JsonWords.Text(node) ?? throw Throw.WrongSetting(owner, key, "an initializer", node);
        var initializer = Find(name) ?? throw Throw.UnknownName(owner, key, "initializer", name, Classes);
        var config = new ConfigReader(KerasObjects.Config(node), $"{owner}.{key}");
        var result = With(initializer, config);
        config.RefuseUnread();
        return result;
    }

    private static Initializer? Find(string name) => name switch
    {
        "Zeros" or "zeros" => Initializer.Zeros,
        "Ones" or "ones" => Initializer.Ones,
        "Constant" or "constant" => Initializer.Constant,
        "RandomUniform" or "random_uniform" => Initializer.RandomUniform,
        "RandomNormal" or "random_normal" => Initializer.RandomNormal,
        "TruncatedNormal" or "truncated_normal" => Initializer.TruncatedNormal,
        "VarianceScaling" or "variance_scaling" => Initializer.VarianceScaling,
        "GlorotUniform" or "glorot_uniform" => Initializer.GlorotUniform,
        "GlorotNormal" or "glorot_normal" => Initializer.GlorotNormal,
        "HeUniform" or "he_uniform" => Initializer.HeUniform,
        "HeNormal" or "he_normal" => Initializer.HeNormal,
        "LecunUniform" or "lecun_uniform" => Initializer.LecunUniform,
        "LecunNormal" or "lecun_normal" => Initializer.LecunNormal,
        "Orthogonal" or "orthogonal" or "OrthogonalInitializer" => Initializer.Orthogonal,
        "Identity" or "identity" or "IdentityInitializer" => Initializer.Identity,
        _ => null,
    };

    private static Initializer With(Initializer initializer, ConfigReader config)
    {
        initializer = initializer switch
        {
            ConstantInitializer constant => constant with { Value = config.OptionalNumber("value") ?? constant.Value },
            RandomUniformInitializer uniform =>
                uniform with
                {
                    Minimum = config.OptionalNumber("minval") ?? uniform.Minimum,
                    Maximum = config.OptionalNumber("maxval") ?? uniform.Maximum
                },
            RandomNormalInitializer normal =>
                normal with
                {
                    Mean = config.OptionalNumber("mean") ?? normal.Mean,
                    Deviation = config.OptionalNumber("stddev") ?? normal.Deviation
                },
            TruncatedNormalInitializer normal =>
                normal with
                {
                    Mean = config.OptionalNumber("mean") ?? normal.Mean,
                    Deviation = config.OptionalNumber("stddev") ?? normal.Deviation
                },
            // The settings of the other VarianceScaling initializers follow from their names.
            VarianceScalingInitializer scaling when ReferenceEquals(scaling, Initializer.VarianceScaling) => scaling with
            {
                Scale = config.OptionalNumber("scale") ?? scaling.Scale,
                Mode = OneOf<FanMode>(config, "mode") ?? scaling.Mode,
                Distribution = OneOf<RandomDistribution>(config, "distribution") ?? scaling.Distribution,
            },
            OrthogonalInitializer orthogonal => orthogonal with { Gain = config.OptionalNumber("gain") ?? orthogonal.Gain },
            IdentityInitializer identity => identity with { Gain = config.OptionalNumber("gain") ?? identity.Gain },
            _ => initializer,
        };
        return initializer with { Seed = config.OptionalInteger("seed") };
    }

    private static T? OneOf<T>(ConfigReader config, string key) where T : struct, Enum
    {
        if (config.OptionalText(key) is not { } name) return null;
        foreach (var value in Enum.GetValues<T>())
            if (SnakeCase.Of(value.ToString()) == name)
                return value;
        throw Throw.UnknownName(config.Owner, key, key, name, Enum.GetValues<T>().Select(value => SnakeCase.Of(value.ToString())));
    }
}
