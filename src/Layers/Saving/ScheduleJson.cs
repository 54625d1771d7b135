using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Converts learning-rate schedules to Keras's JSON objects and back.</summary>
internal static class ScheduleJson
{
    // To add a schedule, add a line here.
    private static readonly Dictionary<string, (Type Type, Func<ConfigReader, LearningRateSchedule> Read)> s_all = new()
    {
        ["ExponentialDecay"] = (typeof(ExponentialDecay),
            c => new ExponentialDecay(c.Number("initial_learning_rate"), c.Number("decay_steps"), c.Number("decay_rate"),
            c.Flag("staircase", false))),
        ["InverseTimeDecay"] = (typeof(InverseTimeDecay),
            c => new InverseTimeDecay(c.Number("initial_learning_rate"), c.Number("decay_steps"), c.Number("decay_rate"),
            c.Flag("staircase", false))),
        ["PolynomialDecay"] = (typeof(PolynomialDecay),
            c => new PolynomialDecay(c.Number("initial_learning_rate"), c.Number("decay_steps"),
            c.OptionalNumber("end_learning_rate") ?? 0.0001, c.OptionalNumber("power") ?? 1, c.Flag("cycle", false))),
        ["PiecewiseConstantDecay"] = (typeof(PiecewiseConstantDecay),
            c => new PiecewiseConstantDecay([.. Numbers(c, "boundaries").Select(step => (long)step)], Numbers(c, "values"))),
        ["CosineDecay"] = (typeof(CosineDecay),
            c => new CosineDecay(c.Number("initial_learning_rate"), c.Number("decay_steps"), c.OptionalNumber("alpha") ?? 0,
            c.OptionalNumber("warmup_target"), c.OptionalNumber("warmup_steps") ?? 0)),
        ["CosineDecayRestarts"] = (typeof(CosineDecayRestarts),
            c => new CosineDecayRestarts(c.Number("initial_learning_rate"), c.Number("first_decay_steps"), c.OptionalNumber("t_mul") ?? 2,
            c.OptionalNumber("m_mul") ?? 1, c.OptionalNumber("alpha") ?? 0)),
    };

    /// <summary>Keras's schedule classes that this library has.</summary>
    public static IEnumerable<string> Classes => s_all.Keys;

    public static JsonObject Write(LearningRateSchedule schedule)
    {
        var config = new JsonObject();
        schedule.WriteConfig(config);
        return KerasObjects.Write("keras.optimizers.schedules", s_all.Single(entry => entry.Value.Type == schedule.GetType()).Key, config);
    }

    public static LearningRateSchedule Read(JsonNode node)
    {
        if (KerasObjects.ClassName(node) is not { } name || !s_all.TryGetValue(name, out var entry))
            throw Throw.UnknownCompileName("learning-rate schedule", KerasObjects.ClassName(node) ?? node.ToJsonString(), s_all.Keys);
        var config = new ConfigReader(KerasObjects.Config(node), name);
        // Keras uses the name only for its operations, so it is not stored.
        _ = config.Name;
        try
        {
            var schedule = entry.Read(config);
            config.RefuseUnread();
            return schedule;
        }
        catch (ArgumentException e)
        {
            throw Throw.BadCompile(name, e);
        }
    }

    private static double[] Numbers(ConfigReader config, string key) =>
        (config.OptionalTensor(key) ?? throw Throw.MissingSetting(config.Owner, key)).ToArray<double>();
}
