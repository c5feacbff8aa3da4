/** The experiment on the checkout page. Its reward is the metric in levered/purchase-revenue.levered.sql. */
export const checkoutExperiment = {
  name: 'Checkout headline',
  rewardMetricId: 'c433c5d8-1973-46fc-a571-36c4de79db19',
  factors: { headline: ['Ship faster', 'Build better'], cta_text: ['Start free', 'Try it now'] },
};
