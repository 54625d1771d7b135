namespace Layers.AspNetCore;

/// <summary>The options of a served model. For named options, the name is the key of the model: its file name without the
/// extension.</summary>
/// <example><code>
/// builder.Services.AddModel("penguins.keras", options => options.MaxRows = 100);
/// builder.Services.Configure&lt;ServedModelOptions&gt;("penguins", builder.Configuration.GetSection("Penguins"));
/// </code></example>
public sealed class ServedModelOptions
{
    /// <summary>The maximum length of a request body in bytes, 1 or more; default 4 MiB. A longer body is answered with 413.</summary>
    public long MaxBodyBytes { get; set; } = 4 << 20;

    /// <summary>The maximum number of rows in one request, 1 or more; default 10,000. More rows are answered with 413.</summary>
    public int MaxRows { get; set; } = 10_000;

    /// <summary>The maximum number of rows in a batch, 1 or more; default 256. A request with more rows is predicted in parts of this size,
    /// if the model predicts each row independently.</summary>
    public int MaxBatchRows { get; set; } = 256;

    /// <summary>The number of batches that run at the same time, 1 or more; default half of the processors, but at least 1. Other requests
    /// wait and become the next batch. A model of at most 131,072 weights that the row engine predicts has no batches: each request runs at
    /// once on its own thread.</summary>
    public int MaxConcurrentBatches { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>The maximum number of rows that wait for a batch, 1 or more; default 100,000. Further requests are answered with
    /// 503.</summary>
    public int MaxWaitingRows { get; set; } = 100_000;

    /// <summary>The time without a request after which the model is unloaded; the next request loads it again. Default 30 minutes;
    /// <see cref="Timeout.InfiniteTimeSpan"/> never unloads it.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The interval at which requests check the length and the write time of the file, more than zero; default 1 second. The check
    /// finds changes on file systems that raise no events.</summary>
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The policy for a column that a record does not have: <see cref="NamePolicy.Refuse"/>, the default, or
    /// <see cref="NamePolicy.AsMissing"/>.</summary>
    public NamePolicy MissingNames { get; set; }

    /// <summary>The policy for a name in a record that the model does not take: <see cref="NamePolicy.Refuse"/>, the default, or
    /// <see cref="NamePolicy.Ignore"/>.</summary>
    public NamePolicy UnknownNames { get; set; }

    /// <summary>The share of requests whose rows are compared with training, from 0, the default, to 1.</summary>
    public double SkewSample { get; set; }

    /// <summary>The number of sampled rows in a <see cref="SkewReport"/>, 1 or more; default 1,000. Distributions need at least a few
    /// hundred rows.</summary>
    public int SkewRows { get; set; } = 1_000;

    /// <summary>The clock; default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Returns a checked copy, which later changes of this object do not affect.</summary>
    /// <param name="key">The key of the model, for messages.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal ServedModelOptions Checked(string key)
    {
        if (MaxBodyBytes < 1) throw Throw.OptionOutOfRange(key, nameof(MaxBodyBytes), MaxBodyBytes, "1 or more");
        if (MaxRows < 1) throw Throw.OptionOutOfRange(key, nameof(MaxRows), MaxRows, "1 or more");
        if (MaxBatchRows < 1) throw Throw.OptionOutOfRange(key, nameof(MaxBatchRows), MaxBatchRows, "1 or more");
        if (MaxConcurrentBatches < 1) throw Throw.OptionOutOfRange(key, nameof(MaxConcurrentBatches), MaxConcurrentBatches, "1 or more");
        if (MaxWaitingRows < 1) throw Throw.OptionOutOfRange(key, nameof(MaxWaitingRows), MaxWaitingRows, "1 or more");
        if (SkewRows < 1) throw Throw.OptionOutOfRange(key, nameof(SkewRows), SkewRows, "1 or more");
        if (!(SkewSample is >= 0 and <= 1)) throw Throw.OptionOutOfRange(key, nameof(SkewSample), SkewSample, "from 0 to 1");
        if (IdleTimeout != Timeout.InfiniteTimeSpan && IdleTimeout <= TimeSpan.Zero)
            throw Throw.OptionOutOfRange(key, nameof(IdleTimeout), IdleTimeout, "more than zero, or infinite");
        if (CheckInterval <= TimeSpan.Zero) throw Throw.OptionOutOfRange(key, nameof(CheckInterval), CheckInterval, "more than zero");
        if (MissingNames is not (NamePolicy.Refuse or NamePolicy.AsMissing))
            throw Throw.OptionOutOfRange(key, nameof(MissingNames), MissingNames, "Refuse or AsMissing");
        if (UnknownNames is not (NamePolicy.Refuse or NamePolicy.Ignore))
            throw Throw.OptionOutOfRange(key, nameof(UnknownNames), UnknownNames, "Refuse or Ignore");
        if (TimeProvider is null) throw Throw.OptionOutOfRange(key, nameof(TimeProvider), "null", "a clock");
        return (ServedModelOptions)MemberwiseClone();
    }

    /// <summary>Returns the name policies as options for predictions.</summary>
    internal PredictOptions ToPredictOptions() => new() { MissingNames = MissingNames, UnknownNames = UnknownNames };
}
