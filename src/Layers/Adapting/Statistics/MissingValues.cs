namespace Layers;

/// <summary>The policy of <c>Adapt</c> for missing values. A missing value is a NaN in data of a floating-point type; other types have
/// none.</summary>
/// <remarks>An infinite value is not a missing value: every policy refuses it, because it has neither a mean nor a range.</remarks>
public enum MissingValues
{
    /// <summary>Refuses the data. The message names the feature and the row of the first missing value and the number of missing values of
    /// that feature. The layer stays unchanged. The default, because an unexpected missing value is a fault of the data.</summary>
    Throw = 0,

    /// <summary>Learns each feature from its values that are not missing, as scikit-learn's scalers do. A feature without any value is
    /// refused, because nothing can be learned from it.</summary>
    /// <remarks>Only learning ignores missing values: a prediction from a missing value is NaN unless an earlier layer fills the value
    /// in.</remarks>
    Ignore = 1,

    /// <summary>Learns NaN as the mean and variance of each feature with a missing value, as Keras does; predictions from the feature are
    /// then NaN too.</summary>
    Propagate = 2,
}
