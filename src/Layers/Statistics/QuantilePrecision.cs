namespace Layers;

/// <summary>How much of the data goes through the sketches that quantiles are read from.</summary>
internal enum QuantilePrecision
{
    /// <summary>Nothing: there are no quantiles.</summary>
    None,

    /// <summary>About every row of the first 2¹⁵, then fewer and fewer: a rank is then right to about 0.2 % of the rows, on top of the sketch's own error, and the
    /// pass over much data takes no longer.</summary>
    Sampled,

    /// <summary>Every row of the first 2²⁰, then fewer: a tenth of the sketch's own error.</summary>
    Full,
}
