namespace Layers;

/// <summary>What <c>Adapt</c> does with a missing value: a NaN in data of a floating-point type; other types have none.</summary>
/// <remarks>An infinite value is no missing one: it is refused under every policy, since neither a mean nor a range comes of it.</remarks>
public enum MissingValues
{
    /// <summary>Refuses the data, with the feature and row of the first missing value and how many that feature has.
    /// The layer stays as it was. The default, because a missing value that nobody expected is a fault of the data.</summary>
    Throw = 0,

    /// <summary>Learns each feature from the values that are there, and counts them feature by feature, as scikit-learn's
    /// scalers do. A feature without any value is refused: nothing can be learned of it.</summary>
    /// <remarks>Only learning ignores them: a missing value still predicts as NaN unless an earlier layer fills it in.</remarks>
    Ignore = 1,

    /// <summary>Learns NaN as the mean and variance of each feature that has a missing value, as Keras does;
    /// its predictions are then NaN too.</summary>
    Propagate = 2,
}
