namespace Layers;

/// <summary>Makes the properties of a type columns of records: a source generator implements <see cref="IFeatures"/> for it, without
/// reflection.</summary>
/// <remarks>
/// The type is a partial class, struct, record or record struct. Columns are its public properties that can be read, those of its base
/// types first, each in the order in which they are written; a column is called what its property is called, or what
/// <see cref="FeatureAttribute"/> says. Taken are texts, truth values, numbers, dates (<see cref="DateTime"/>,
/// <see cref="DateTimeOffset"/>, <see cref="DateOnly"/>) and enums, by their names; each of them may be nullable, and null is a missing
/// value.
/// </remarks>
/// <example><code>
/// [Features]
/// public partial record Penguin(string Island, string? Sex, [Feature("Body Mass (g)")] float? BodyMass);
///
/// Prediction bird = model.Predict(new Penguin("Dream", null, 3350));
/// </code></example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class FeaturesAttribute : Attribute;
