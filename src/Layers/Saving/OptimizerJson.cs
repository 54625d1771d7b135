using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Converts optimizers to JSON and back. An optimizer is an object, or a name alone.</summary>
internal static class OptimizerJson
{
    // To add an optimizer, add a line here.
    private static readonly Dictionary<string, (Type Type, Func<ConfigReader, double, Optimizer> Read)> s_all = new()
    {
        ["SGD"] = (typeof(Sgd), (c, rate) => new Sgd(rate, c.OptionalNumber("momentum") ?? 0, c.Flag("nesterov", false), c.Name)),
        ["Adam"] = (typeof(Adam), (c, rate) => new Adam(rate, c.OptionalNumber("beta_1") ?? 0.9, c.OptionalNumber("beta_2") ?? 0.999,
            c.OptionalNumber("epsilon") ?? 1e-7, c.Flag("amsgrad", false), c.Name)),
        ["AdamW"] = (typeof(AdamW),
            (c, rate) => new AdamW(rate, c.OptionalNumber("weight_decay") ?? 0.004, c.OptionalNumber("beta_1") ?? 0.9,
            c.OptionalNumber("beta_2") ?? 0.999, c.OptionalNumber("epsilon") ?? 1e-7, c.Flag("amsgrad", false), c.Name)),
        ["RMSprop"] = (typeof(RmsProp),
            (c, rate) => new RmsProp(rate, c.OptionalNumber("rho") ?? 0.9, c.OptionalNumber("momentum") ?? 0,
            c.OptionalNumber("epsilon") ?? 1e-7, c.Flag("centered", false), c.Name)),
        ["Adagrad"] = (typeof(Adagrad),
            (c, rate) => new Adagrad(rate, c.OptionalNumber("initial_accumulator_value") ?? 0.1, c.OptionalNumber("epsilon") ?? 1e-7,
            c.Name)),
        ["Adadelta"] = (typeof(Adadelta),
            (c, rate) => new Adadelta(rate, c.OptionalNumber("rho") ?? 0.95, c.OptionalNumber("epsilon") ?? 1e-7, c.Name)),
        ["Adamax"] = (typeof(Adamax),
            (c, rate) => new Adamax(rate, c.OptionalNumber("beta_1") ?? 0.9, c.OptionalNumber("beta_2") ?? 0.999,
            c.OptionalNumber("epsilon") ?? 1e-7, c.Name)),
        ["Nadam"] = (typeof(Nadam),
            (c, rate) => new Nadam(rate, c.OptionalNumber("beta_1") ?? 0.9, c.OptionalNumber("beta_2") ?? 0.999,
            c.OptionalNumber("epsilon") ?? 1e-7, c.Name)),
        ["Lion"] = (typeof(Lion), (c, rate) => new Lion(rate, c.OptionalNumber("beta_1") ?? 0.9, c.OptionalNumber("beta_2") ?? 0.99,
            c.Name)),
        ["Ftrl"] = (typeof(Ftrl), (c, rate) => new Ftrl(rate, c.OptionalNumber("learning_rate_power") ?? -0.5,
            c.OptionalNumber("initial_accumulator_value") ?? 0.1, c.OptionalNumber("l1_regularization_strength") ?? 0,
            c.OptionalNumber("l2_regularization_strength") ?? 0, c.OptionalNumber("l2_shrinkage_regularization_strength") ?? 0,
                c.OptionalNumber("beta") ?? 0, c.Name)),
    };

    /// <summary>Keras's optimizer classes that this library has.</summary>
    public static IEnumerable<string> Classes => s_all.Keys;

    public static JsonNode Write(Optimizer optimizer)
    {
        // Every release since 3.3 accepts these common settings. The learning rate is written as the float32 that Keras trains with.
        var config = new JsonObject
        {
            ["name"] = optimizer.Name,
            ["learning_rate"] = optimizer.Schedule is { } schedule
                ? ScheduleJson.Write(schedule) : JsonValue.Create((double)(float)optimizer.LearningRate),
            ["weight_decay"] = optimizer.WeightDecay,
            ["clipnorm"] = optimizer.ClipNorm,
            ["global_clipnorm"] = optimizer.GlobalClipNorm,
            ["clipvalue"] = optimizer.ClipValue,
            ["use_ema"] = optimizer.UseEma,
            ["ema_momentum"] = optimizer.EmaMomentum,
            ["ema_overwrite_frequency"] = optimizer.EmaOverwriteFrequency,
            ["loss_scale_factor"] = optimizer.LossScaleFactor,
            ["gradient_accumulation_steps"] = optimizer.GradientAccumulationSteps,
        };
        optimizer.WriteConfig(config);
        return KerasObjects.Write("keras.optimizers", s_all.Single(entry => entry.Value.Type == optimizer.GetType()).Key, config);
    }

    public static Optimizer Read(JsonNode? node)
    {
        if (JsonWords.Text(node) is { } name) return Make(name, new ConfigReader([], name));
        if (KerasObjects.ClassName(node) is not { } className) throw Throw.UnsupportedCompile("optimizer", node?.ToJsonString() ?? "none");
        return Make(className, new ConfigReader(KerasObjects.Config(node!), className));
    }

    // Like Keras, this ignores the case of names.
    private static Optimizer Make(string name, ConfigReader config)
    {
        var entry = s_all.FirstOrDefault(known => known.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (entry.Key is null) throw Throw.UnknownCompileName("optimizer", name, s_all.Keys);
        var scheduled = config.Take("learning_rate") is JsonObject schedule ? schedule : null;
        // If there is a schedule, the constant learning rate is not used.
        var rate = scheduled is null ? config.OptionalNumber("learning_rate") : null;
        try
        {
            var optimizer = entry.Value.Read(config, rate ?? (entry.Key == "SGD" ? 0.01 : 0.001));
            if (scheduled is not null) optimizer.Schedule = ScheduleJson.Read(scheduled);
            Options(optimizer, config);
            config.RefuseUnread();
            return optimizer;
        }
        catch (ArgumentException e)
        {
            throw Throw.BadCompile(name, e);
        }
    }

    private static void Options(Optimizer optimizer, ConfigReader config)
    {
        optimizer.WeightDecay = config.OptionalNumber("weight_decay") ?? optimizer.WeightDecay;
        // Keras treats a clip of 0 as none.
        optimizer.ClipNorm = NotZero(config.OptionalNumber("clipnorm"));
        optimizer.ClipValue = NotZero(config.OptionalNumber("clipvalue"));
        optimizer.GlobalClipNorm = NotZero(config.OptionalNumber("global_clipnorm"));
        optimizer.UseEma = config.Flag("use_ema", false);
        optimizer.EmaMomentum = config.OptionalNumber("ema_momentum") ?? optimizer.EmaMomentum;
        optimizer.EmaOverwriteFrequency = config.OptionalWhole("ema_overwrite_frequency");
        optimizer.LossScaleFactor = config.OptionalNumber("loss_scale_factor");
        optimizer.GradientAccumulationSteps = config.OptionalWhole("gradient_accumulation_steps");
    }

    private static double? NotZero(double? value) => value == 0 ? null : value;
}
