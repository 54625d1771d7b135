namespace Layers.AspNetCore;

/// <summary>How a model is served. As named options their name is the key of the model: its file name without the ending.</summary>
/// <example><code>
/// builder.Services.AddModel("penguins.keras", options => options.MaxRows = 100);
/// builder.Services.Configure&lt;ServedModelOptions&gt;("penguins", builder.Configuration.GetSection("Penguins"));
/// </code></example>
public sealed class ServedModelOptions
{
    /// <summary>The longest body of a request, in bytes, 1 or more; default 4 MiB. A longer one is answered with 413.</summary>
    public long MaxBodyBytes { get; set; } = 4 << 20;

    /// <summary>How many rows one request may have, 1 or more; default 10,000. More are answered with 413.</summary>
    public int MaxRows { get; set; } = 10_000;

    /// <summary>How many rows of requests that came at the same time are predicted together, 1 or more; default 256. A request of more rows
    /// goes in parts of so many, if the model keeps rows apart.</summary>
    public int MaxBatchRows { get; set; } = 256;

    /// <summary>The number of batches that run at the same time, 1 or more; default half of the processors. Other requests wait and become
    /// the next batch. A model of at most 131,072 weights that the row engine predicts has no batches: each request runs at once on its own
    /// thread.</summary>
    public int MaxConcurrentBatches { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>How many rows may wait for a batch, 1 or more; default 100,000. Requests beyond are answered with 503.</summary>
    public int MaxWaitingRows { get; set; } = 100_000;

    /// <summary>After how long without a request the model is let go, to be loaded again when it is asked for; default 30 minutes.
    /// <see cref="Timeout.InfiniteTimeSpan"/> keeps it.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How often length and time of the file are looked at while requests come, beside the events of the file system, which not
    /// every file system has; more than zero, default 1 second.</summary>
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>What becomes of a column that a record does not have; <see cref="NamePolicy.Refuse"/>, the default, or
    /// <see cref="NamePolicy.AsMissing"/>.</summary>
    public NamePolicy MissingNames { get; set; }

    /// <summary>What becomes of a name in a record that the model does not take; <see cref="NamePolicy.Refuse"/>, the default, or
    /// <see cref="NamePolicy.Ignore"/>.</summary>
    public NamePolicy UnknownNames { get; set; }

    /// <summary>The share of requests whose rows are compared with training, from 0, the default, to 1.</summary>
    public double SkewSample { get; set; }

    /// <summary>Of how many sampled rows a <see cref="SkewReport"/> is made, 1 or more; default 1,000. A few hundred or more say something
    /// of distributions.</summary>
    public int SkewRows { get; set; } = 1_000;

    /// <summary>The clock; default <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Options that are used: a copy, so that nothing changes later.</summary>
    /// <param name="key">Of the model, for messages.</param>
    /// <exception cref="ArgumentException">One is out of range.</exception>
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

    /// <summary>What becomes of names, as the library takes it.</summary>
    internal PredictOptions ToPredictOptions() => new() { MissingNames = MissingNames, UnknownNames = UnknownNames };
}
