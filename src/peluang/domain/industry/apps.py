from peluang.domain.kernel.apps import DomainApp


class Config(DomainApp):
    name = "peluang.domain.industry"
    label = "industry"
