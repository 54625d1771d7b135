using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Optimizers in JSON: an object, or the name alone.</summary>
internal static class OptimizerJson
{
    // A new optimizer adds its line here.
    private static readonly Dictionary<string, (Type Type, Func<ConfigReader, double, Optimizer> Read)> s_all = new()
    {
        ["SGD"] = (typeof(Sgd), (c, rate) => new Sgd(rate, c.OptionalNumber("momentum") ?? 0, c.Flag("nesterov", false), c.Name)),
        ["Adam"] = (typeof(Adam), (c, rate) => new Adam(rate, c.OptionalNumber("beta_1") ?? 0.9, c.OptionalNumber("beta_2") ?? 0.999, c.OptionalNumber("epsilon") ?? 1e-7, c.Flag("amsgrad", false), c.Name)),
        ["RMSprop"] = (typeof(RmsProp), (c, rate) => new RmsProp(rate, c.OptionalNumber("rho") ?? 0.9, c.OptionalNumber("momentum") ?? 0, c.OptionalNumber("epsilon") ?? 1e-7, c.Flag("centered", false), c.Name)),
    };

    public static JsonNode Write(Optimizer optimizer)
    {
        // Every release since 3.3 takes these common settings; Keras reads the learning rate as the float32 it trains with.
        var config = new JsonObject
        {
            ["name"] = optimizer.Name,
            ["learning_rate"] = (double)(float)optimizer.LearningRate,
            ["weight_decay"] = null,
            ["clipnorm"] = null,
            ["global_clipnorm"] = null,
            ["clipvalue"] = null,
            ["use_ema"] = false,
            ["ema_momentum"] = 0.99,
            ["ema_overwrite_frequency"] = null,
            ["loss_scale_factor"] = null,
            ["gradient_accumulation_steps"] = null,
        };
        optimizer.WriteConfig(config);
        return KerasObjects.Write("keras.optimizers", s_all.Single(entry => entry.Value.Type == optimizer.GetType()).Key, config);
    }

    public static Optimizer Read(JsonNode? node)
    {
        if (node is JsonValue value && value.TryGetValue(out string? name)) return Make(name, new ConfigReader([], name));
        if (KerasObjects.ClassName(node) is not { } className) throw Throw.UnsupportedCompile("optimizer", node?.ToJsonString() ?? "none");
        var config = new ConfigReader(KerasObjects.Config(node!), className);
        // The momentum of the moving average does nothing unless use_ema asks for it.
        _ = config.Take("ema_momentum");
        var optimizer = Make(className, config);
        config.RefuseUnread();
        return optimizer;
    }

    // Keras looks names up without regard to case.
    private static Optimizer Make(string name, ConfigReader config)
    {
        var entry = s_all.FirstOrDefault(known => known.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (entry.Key is null) throw Throw.UnknownCompileName("optimizer", name, s_all.Keys);
        return entry.Value.Read(config, config.OptionalNumber("learning_rate") ?? (entry.Key == "SGD" ? 0.01 : 0.001));
    }
}
